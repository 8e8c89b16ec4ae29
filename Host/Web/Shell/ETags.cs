using System.Globalization;

namespace Elsa.ITR.Web.Shell;

/// <summary>Row versions as entity tags.</summary>
public static class ETags
{
    public static string Of(int rowVersion) => string.Create(CultureInfo.InvariantCulture, $"\"{rowVersion}\"");

    /// <returns>The version; null where there is none or anything is welcome.</returns>
    public static int? Read(string? header) =>
        int.TryParse(header?.Trim().Replace("W/", "", StringComparison.Ordinal).Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
