using Elsa.Workflows.Attributes;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

public sealed class StimulusHasherTests
{
    private readonly StimulusHasher _hasher = new();

    [Fact]
    public void Equals_the_recorded_hash_of_an_event() =>
        Assert.Equal("102859CE4564234C65D3BA9D9282DFE324B1C372E5C8E29775D0AC12FC0ADE32", _hasher.Hash("Elsa.Event", new { EventName = "Foo" }));

    [Fact]
    public void Leaves_out_what_is_excluded() =>
        Assert.Equal(_hasher.Hash("Elsa.RunTask|{\"TaskId\":\"t1\"}"), _hasher.Hash("Elsa.RunTask", new Task("t1", "any name")));

    [Fact]
    public void Writes_nulls_of_the_payload_itself() =>
        Assert.Equal(_hasher.Hash("X|{\"A\":null,\"B\":2}"), _hasher.Hash("X", new Pair(null, 2)));

    [Fact]
    public void Blank_parts_do_not_count()
    {
        Assert.Equal(_hasher.Hash("X"), _hasher.Hash("X", "", null));
        Assert.Equal(_hasher.Hash("X|key"), _hasher.Hash("X", "key"));
        Assert.NotEqual(_hasher.Hash("X", "key"), _hasher.Hash("X", "key", "instance"));
    }

    private sealed record Task(string TaskId, [property: ExcludeFromHash] string TaskName);

    private sealed record Pair(string? A, int B);
}
