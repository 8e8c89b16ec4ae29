using Elsa.Persistence.EFCore.Commands;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore;

/// <summary>Deletes many old rows in short transactions, so that nobody waits long for the writer.</summary>
internal static class Deletion
{
    private const int BatchSize = 2000;

    /// <summary>Returns how many rows were deleted.</summary>
    public static async Task<int> InBatchesAsync<T>(DbContext context, WriteGate gate, IQueryable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        for (var total = 0; ;)
        {
            if (!await rows.AnyAsync(cancellationToken))
                return total; // an idle node writes nothing

            using (await gate.EnterAsync(context, cancellationToken))
                total += await rows.Take(BatchSize).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
