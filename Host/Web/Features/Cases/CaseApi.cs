using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>What a program's commands on a case share: one outside the viewer's scope is not there.</summary>
public static class CaseApi
{
    /// <param name="answer">What is said of the result; nothing without.</param>
    public static async Task<IResult> OnCaseAsync<TCommand, TResult>(
        this ApiCall call, ICases cases, string no, TCommand command, string route, Func<TResult, IResult>? answer = null)
    {
        if (await cases.FindByNoAsync(no, call.CancellationToken) is null)
            return TypedResults.NotFound();

        var done = await call.Run.RunAsync<TCommand, TResult>(command, route, call.Key, call.CancellationToken, no);
        return answer?.Invoke(done) ?? TypedResults.NoContent();
    }
}
