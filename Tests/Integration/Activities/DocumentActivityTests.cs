using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Integration.Flows;
using static Elsa.ITR.Tests.Integration.Activities.ActivityBench;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>Palette "Documents", one activity at a time.</summary>
[Collection(nameof(ActivityBench))]
public sealed class DocumentActivityTests(ActivityBench bench)
{
    private static readonly string[] Signers = [RoleCodes.CustomerUser, RoleCodes.InstituteApprover];

    [Fact]
    public async Task GenerateDocument_makes_a_version_each_time()
    {
        var found = await bench.AcceptedAsync();

        var first = await GenerateAsync();
        var second = await GenerateAsync();

        Assert.Equal(first.Output("DocumentNo"), second.Output("DocumentNo"));
        Assert.Equal(2, Assert.Single(await bench.RowsAsync<DocumentRecord>(x => x.RecordId == found.Id)).Version);

        Task<Ran> GenerateAsync() => bench.RunAsync(found.Ref, new GenerateDocument
        {
            DocumentType = new(DocumentTypes.FaultHandlingForm),
            Answer = Answer(("cause", "laser failed"))!,
            Internal = new(false),
        });
    }

    [Fact]
    public async Task RequireDocument_makes_the_case_wait_for_it_and_starts_its_flow()
    {
        var found = await bench.AcceptedAsync();

        var ran = await bench.RunAsync(found.Ref, new RequireDocument
        {
            DocumentType = new(DocumentTypes.FaultHandlingForm),
            AuthorRole = new(RoleCodes.Tier1Engineer),
            Author = new(""),
            SignerRoles = new(Signers),
            ClockId = new(""),
        });

        Assert.NotNull(ran.Output("InstanceId"));
        Assert.Equal(DocumentState.Draft, Assert.Single(await bench.RowsAsync<DocumentRecord>(x => x.RecordId == found.Id)).State);
    }

    [Fact]
    public async Task SubmitDocument_goes_to_its_first_signer_and_SignDocument_on_to_the_next_and_to_the_end()
    {
        var found = await bench.AcceptedAsync();

        var handed = await SubmitAsync("t1gz");
        var next = await SignAsync("custgz", true);
        var last = await SignAsync("institute1", true);

        Assert.Equal(("ToSign", Signers[0]), (handed.Outcome, handed.Output("NextSigner")));
        Assert.Equal(("Next", Signers[1]), (next.Outcome, next.Output("NextSigner")));
        Assert.Equal("Accepted", last.Outcome);
        await Assert.ThrowsAsync<ActivityException>(() => SignAsync("institute1", true)); // it is signed

        Task<Ran> SubmitAsync(string person) => bench.RunAsync(found.Ref, new SubmitDocument
        {
            DocumentType = new(DocumentTypes.FaultHandlingForm),
            SignerRoles = new(Signers),
            Answer = Answer(("cause", "laser failed")),
        }, person);

        async Task<Ran> SignAsync(string person, bool accepts) => await bench.RunAsync(found.Ref, new SignDocument
        {
            DocumentType = new(DocumentTypes.FaultHandlingForm),
            Accepted = new(accepts),
            Answer = Answer(("opinion", "read")),
            SignedBy = new(await bench.Host.PersonIdAsync(person)),
        }, person);
    }

    [Fact]
    public async Task SignDocument_counts_rejections_and_names_a_document_that_is_missing()
    {
        var found = await bench.AcceptedAsync();
        await bench.RunAsync(found.Ref, new SubmitDocument { DocumentType = new(DocumentTypes.FaultHandlingForm), SignerRoles = new(Signers), Answer = Answer(("cause", "laser")) }, "t1gz");

        var ran = await SignAsync(DocumentTypes.FaultHandlingForm);

        Assert.Equal(("Rejected", 1), (ran.Outcome, ran.Output("RejectCount")));
        Assert.Contains("found none", (await Assert.ThrowsAsync<ActivityException>(() => SignAsync(DocumentTypes.EscalationActionPlan))).Message, StringComparison.Ordinal);

        async Task<Ran> SignAsync(string type) => await bench.RunAsync(found.Ref, new SignDocument
        {
            DocumentType = new(type),
            Accepted = new(false),
            Answer = Answer(("opinion", "incomplete")),
            SignedBy = new(await bench.Host.PersonIdAsync("custgz")),
        }, "custgz");
    }
}
