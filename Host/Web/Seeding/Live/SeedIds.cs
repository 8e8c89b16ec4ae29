using System.Globalization;
using Elsa.Workflows;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Ids of the engine while demonstration data is made: the n-th one is the same in every run.</summary>
internal sealed class SeedIds : IIdentityGenerator
{
    private int _count;

    public string GenerateId() =>
        StableId.Of("engine", Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture)).ToString("N")[..16];
}
