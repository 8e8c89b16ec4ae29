using System.Text;
using Elsa.ITR.Web.Seeding;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Commands;

/// <summary>Says where to sign in and as whom.</summary>
internal static class SignInTable
{
    public static string For(string urls)
    {
        var text = new StringBuilder();
        text.AppendLine().AppendLine($"Sign in at {urls.Split(';')[0]} as one of these; every account has the password {DemoAccounts.Password}").AppendLine();
        text.AppendLine($"  {"user",-11} {"role",-46} {"password",-14} name");
        foreach (var userName in DemoAccounts.Shown)
        {
            var person = DemoPeople.ByName(userName)!;
            text.AppendLine($"  {person.UserName,-11} {string.Join(", ", person.Roles) + " @ " + person.Org,-46} {DemoAccounts.Password,-14} {person.NameZh} {person.NameEn}");
        }

        return text.AppendLine().Append($"  and {DemoPeople.All.Count(x => x.IsActive) - DemoAccounts.Shown.Count} more; see samples/README.md. Stop with Ctrl+C.").ToString();
    }
}
