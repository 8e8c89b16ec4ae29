using System.Globalization;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Unit.Workflows;

/// <summary>What stands at the arrows of a drawn flow.</summary>
public sealed class FlowDiagramTests
{
    [Theory]
    [InlineData(FlowIds.TechnicalSolution, "review-low", "退回修改")] // a review is sent back
    [InlineData(FlowIds.SparePartRequest, "return", "已返还")] // a part is returned
    public void Sent_back_and_returned_are_two_words(string flow, string step, string word)
    {
        CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");

        var drawn = FlowDiagrams.Draw(FlowContent.Newest(flow)!.Json, new Dictionary<string, FlowDiagrams.StepState>());

        Assert.Contains(drawn.Edges, edge => edge.From == step && edge.Label == word);
    }
}
