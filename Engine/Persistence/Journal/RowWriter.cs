using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Elsa.Persistence.EFCore.Journal;

/// <summary>One prepared statement for many rows of a table, on the context's own connection and transaction (D10). Knows its columns from the model.</summary>
internal sealed class RowWriter
{
    private readonly string _sql;
    private readonly Column[] _columns;

    private RowWriter(string sql, IEnumerable<IProperty> columns) => (_sql, _columns) = (sql, [.. columns.Select((x, i) => new Column(x, i))]);

    /// <summary>Inserts whole rows.</summary>
    public static RowWriter Insert(IEntityType table)
    {
        var columns = table.GetProperties().ToList();
        var names = string.Join(", ", columns.Select(NameOf));
        var values = string.Join(", ", columns.Select((_, i) => Column.ParameterOf(i)));
        return new RowWriter($"INSERT INTO {table.GetTableName()} ({names}) VALUES ({values})", columns);
    }

    /// <summary>Overwrites some columns of rows that are known by their key.</summary>
    public static RowWriter Update(IEntityType table, params string[] changing)
    {
        var keys = table.FindPrimaryKey()!.Properties;
        var columns = changing.Select(x => table.FindProperty(x)!).Concat(keys).ToList();
        var assignments = columns.Take(changing.Length).Select((x, i) => $"{NameOf(x)} = {Column.ParameterOf(i)}");
        var conditions = keys.Select((x, i) => $"{NameOf(x)} = {Column.ParameterOf(changing.Length + i)}");
        return new RowWriter($"UPDATE {table.GetTableName()} SET {string.Join(", ", assignments)} WHERE {string.Join(" AND ", conditions)}", columns);
    }

    /// <summary>Writes the rows in their order.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A row to overwrite is gone.</exception>
    public async Task WriteAsync<T>(DbContext context, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0)
            return;

        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = _sql;
        foreach (var column in _columns)
            column.AddTo(command);
        await command.PrepareAsync(cancellationToken);
        foreach (var row in rows)
        {
            for (var i = 0; i < _columns.Length; i++)
                command.Parameters[i].Value = _columns[i].ValueOf(row);
            if (await command.ExecuteNonQueryAsync(cancellationToken) != 1)
                throw new DbUpdateConcurrencyException($"Expected a row to overwrite, but it is gone: {_sql}");
        }
    }

    private static string NameOf(IProperty property) => property.GetColumnName();

    private sealed class Column(IProperty property, int index)
    {
        private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
        private readonly IClrPropertyGetter _getter = property.GetGetter();

        public static string ParameterOf(int index) => $"@p{index}";

        public void AddTo(DbCommand command) => command.Parameters.Add(_mapping.CreateParameter(command, ParameterOf(index), null, property.IsNullable));

        public object ValueOf(object row)
        {
            var value = _getter.GetClrValue(row);
            return (value is null || _mapping.Converter is not { } converter ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
        }
    }
}
