using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>An empty installation gets its first administrator from the command line.</summary>
public sealed class UserCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("itr-users-").FullName;

    [Fact]
    public async Task The_first_administrator_gets_an_account_and_a_headquarters()
    {
        var (exitCode, said) = await RunAsync("correct horse battery", "users", "add", "root", "--role", "SystemAdmin", "--name", "管理员");

        Assert.True(exitCode == ExitCodes.Done, said);
        var user = await DatabaseDump.ReadAsync(File, db => db.Set<ItrUser>().AsNoTracking().SingleAsync());
        Assert.Equal(("root", "管理员"), (user.UserName, user.DisplayNameZh));
        Assert.Equal("SystemAdmin", await DatabaseDump.ReadAsync(File, db => db.Set<RoleGrant>().Where(x => x.UserId == user.Id).Select(x => x.Role).SingleAsync()));
        Assert.Equal("VHQ", await DatabaseDump.ReadAsync(File, db => db.Set<Organization>().Select(x => x.Code).SingleAsync()));
    }

    [Theory]
    [InlineData("short", "SystemAdmin", "12 characters")]
    [InlineData("Itr-Demo-2026", "SystemAdmin", "the one of the demonstration")]
    [InlineData("correct horse battery", "Emperor", "\"Emperor\"")]
    public async Task What_cannot_be_is_refused(string password, string role, string expected)
    {
        var (exitCode, said) = await RunAsync(password, "users", "add", "root", "--role", role);

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File => Path.Combine(_folder, "itr.db");

    private async Task<(int? ExitCode, string Said)> RunAsync(string password, params string[] args)
    {
        await using var said = new StringWriter();
        using var typed = new StringReader(password + "\n");
        var start = await CommandLine.StartAsync([.. args, DemoTemplate.Database(File)], said, said, typed, TestContext.Current.CancellationToken);
        return (start.ExitCode, said.ToString());
    }
}
