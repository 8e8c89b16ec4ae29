using Elsa.ITR.Tests.Shared.ElsaCases;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>The recorded cases once more, as a program lives them: every step and every look through the API of the real host.</summary>
public sealed class ElsaCaseApiTests(StudioHost studio) : IClassFixture<StudioHost>
{
    public static TheoryData<string> Cases => new(CaseFiles.Names);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Answers_as_the_reference_server_did(string name)
    {
        var recorded = CaseFiles.Read(name);
        studio.Host.Time.MoveTo(studio.Host.Time.GetUtcNow().AddMinutes(2)); // what the case before said is forgotten
        await studio.Host.WorkOffAsync();
        using var owner = await studio.ProgramAsync("owner1");
        using var admin = await studio.ProgramAsync("admin1");
        var program = new ElsaCaseProgram(studio, owner, admin, recorded);
        await program.PublishAsync();

        for (var index = 0; index < recorded.Steps.Count; index++)
        {
            var seen = await program.StepAsync(recorded.Steps[index]!);
            var differences = CaseComparison.Differences(recorded.Here[index], seen, $"step {index}").ToList();
            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
    }
}
