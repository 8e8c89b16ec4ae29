using System.Globalization;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Shell;

/// <summary>Row versions as entity tags.</summary>
public static class ETags
{
    /// <summary>A version that nothing has, for a tag that is none of ours.</summary>
    private const int Foreign = -1;

    public static string Of(int rowVersion) => string.Create(CultureInfo.InvariantCulture, $"\"{rowVersion}\"");

    /// <returns>The version; null where there is none or anything is welcome.</returns>
    public static int? Read(string? header) => header?.Trim() is not { Length: > 0 } tag || tag == "*" ? null
        : int.TryParse(tag.Replace("W/", "", StringComparison.Ordinal).Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : Foreign;

    /// <summary>Refuses to change what is no longer as the caller saw it.</summary>
    /// <param name="version">The version that was seen; null skips the check.</param>
    /// <param name="kind">First part of the rule's code.</param>
    /// <exception cref="RuleViolationException">….stale.</exception>
    public static TEntity AsSeen<TEntity>(this TEntity entity, int? version, string kind, string no) where TEntity : Entity =>
        version is { } seen && seen != entity.RowVersion ? throw new RuleViolationException($"{kind}.stale", ("no", no)) : entity;
}
