namespace Elsa.ITR.Web.Commands;

/// <summary>What the executable answers to the shell.</summary>
public static class ExitCodes
{
    /// <summary>Everything asked was done.</summary>
    public const int Done = 0;

    /// <summary>It failed; nothing more was done after the message.</summary>
    public const int Failed = 1;

    /// <summary>The command ran, and something was refused: a row, a definition, a database that is not empty.</summary>
    public const int Refused = 2;

    /// <summary>The command was typed wrong (<c>EX_USAGE</c> of sysexits).</summary>
    public const int Usage = 64;
}
