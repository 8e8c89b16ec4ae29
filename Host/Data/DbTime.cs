using System.Data;
using System.Linq.Expressions;
using Elsa.Persistence.EFCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Elsa.ITR.Data;

/// <summary>Time arithmetic that the database does, the same on all three products, so that a mean needs no rows here.</summary>
public static class DbTime
{
    private const string OnlyInQueries = "Expected a query that the database runs; this is no code to call.";

    /// <summary>Seconds from one instant to another; null where one is missing.</summary>
    public static double? Between(DateTimeOffset? from, DateTimeOffset? to) => throw new NotSupportedException(OnlyInQueries);

    /// <summary>Seconds of a span that is stored in ticks.</summary>
    public static double Seconds(TimeSpan span) => throw new NotSupportedException(OnlyInQueries);

    internal static void Map(ModelBuilder model, string? providerName)
    {
        var number = new DoubleTypeMapping(UtcConventions.IsSqlite(providerName) ? "REAL" : IsPostgreSql(providerName) ? "double precision" : "float", DbType.Double);
        model.HasDbFunction(typeof(DbTime).GetMethod(nameof(Between))!).HasTranslation(args =>
            UtcConventions.IsSqlite(providerName) ? Times(Minus(JulianDay(args[1]), JulianDay(args[0])), 86_400)
            : IsPostgreSql(providerName) ? Minus(Epoch(args[1]), Epoch(args[0]))
            : Times(Call("DATEDIFF_BIG", new SqlFragmentExpression("millisecond"), args[0], args[1]), 0.001));
        model.HasDbFunction(typeof(DbTime).GetMethod(nameof(Seconds))!).HasTranslation(args => Times(args[0], 1.0 / TimeSpan.TicksPerSecond));

        SqlExpression JulianDay(SqlExpression at) => Call("julianday", at);

        SqlExpression Epoch(SqlExpression at) => Call("date_part", new SqlConstantExpression("epoch", new StringTypeMapping("text", DbType.String)), at);

        SqlExpression Call(string name, params SqlExpression[] args) => new SqlFunctionExpression(name, args, nullable: true, args.Select(arg => arg is not (SqlConstantExpression or SqlFragmentExpression)), typeof(double), number);

        SqlExpression Minus(SqlExpression left, SqlExpression right) => new SqlBinaryExpression(ExpressionType.Subtract, left, right, typeof(double), number);

        SqlExpression Times(SqlExpression left, double right) => new SqlBinaryExpression(ExpressionType.Multiply, left, new SqlConstantExpression(right, number), typeof(double), number);
    }

    private static bool IsPostgreSql(string? providerName) => providerName?.Contains("Npgsql", StringComparison.Ordinal) is true;
}
