using Elsa.ITR.Web.Seeding;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Commands;

/// <summary>Says where to sign in and as whom.</summary>
internal static class SignInTable
{
    public static string For(string urls)
    {
        var rest = DemoPeople.All.Count(person => person.IsActive) - DemoAccounts.Shown.Count;
        return $"""

            Sign in at {urls.Split(';')[0]} as one of these.

              {"user",-11} {"role",-38} {"password",-14} name
            {string.Join('\n', DemoAccounts.Shown.Select(Line))}

              {rest} more accounts have the same password. Stop with Ctrl+C.
            """;
    }

    private static string Line(string userName)
    {
        var person = DemoPeople.ByName(userName)!;
        return $"  {person.UserName,-11} {string.Join(", ", person.Roles) + " @ " + person.Org,-38} {DemoAccounts.Password,-14} {person.NameZh} {person.NameEn}";
    }
}
