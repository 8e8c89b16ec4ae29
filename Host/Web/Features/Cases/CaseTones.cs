using Elsa.ITR.Domain.Cases;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Colour of a case's state; the word beside it says the same.</summary>
public static class CaseTones
{
    public static string? Of(CaseState state) => state switch
    {
        CaseState.Resolved or CaseState.Closed => "met",
        CaseState.Suspended => "pause",
        CaseState.CompletionProposed or CaseState.Reopened => "warn",
        CaseState.Rejected or CaseState.Duplicate or CaseState.Cancelled => null,
        _ => "run",
    };
}
