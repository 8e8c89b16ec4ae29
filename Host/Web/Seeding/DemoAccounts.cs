namespace Elsa.ITR.Web.Seeding;

/// <summary>What is publicly known about the demonstration accounts; Production refuses to start with any of it.</summary>
public static class DemoAccounts
{
    /// <summary>Every demonstration account signs in with it.</summary>
    public const string Password = "Itr-Demo-2026";

    /// <summary>The accounts shown first, one for each kind of work.</summary>
    public static IReadOnlyList<string> Shown { get; } =
    [
        "intake1", "duty1", "t1gz", "t1zj", "t2a", "t3a", "callback1", "contract1", "quality1", "office1", "palead",
        "custgz", "institute1", "province1", "owner1", "admin1",
    ];
}
