using Elsa.ITR.Tests.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>Programs can do everything that a page can do: <c>commands.txt</c> says how, or why not.</summary>
public sealed class PageCommandTests(AccessHost access) : IClassFixture<AccessHost>
{
    private static readonly IReadOnlyDictionary<string, RouteRule> Matrix = RouteMatrix.Read();

    [Fact]
    public void Every_form_of_a_page_has_an_address_for_programs_or_a_reason_why_not()
    {
        var lines = File.ReadLines(Path.Combine(Repository.Root, "Tests", "Integration", "Access", "commands.txt")).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var mapped = lines.Where(line => line.Contains(" = ", StringComparison.Ordinal)).Select(line => line.Split(" = ", 2)).ToDictionary(x => x[0], x => x[1]);
        var excused = lines.Where(line => line.Contains(" - ", StringComparison.Ordinal)).Select(line => line.Split(" - ", 2)).ToDictionary(x => x[0], x => x[1]);
        var routes = RouteCall.Of(access.Host.Services.GetServices<EndpointDataSource>());
        var commands = routes.Where(route => !route.IsForProgram && route.Method is not ("GET" or "HEAD")).Select(route => route.Name).ToList();
        var programs = routes.Where(route => route.IsForProgram).Select(route => route.Name).ToHashSet();

        Assert.Equal(lines.Count, mapped.Count + excused.Count);
        Assert.Equal(commands.Order(), mapped.Keys.Concat(excused.Keys).Order());
        Assert.Equal([], mapped.Values.Except(programs));
        Assert.Empty(mapped.Where(pair => !Matrix[pair.Key].Roles.IsSubsetOf(Matrix[pair.Value].Roles)).Select(pair => $"{pair.Key} is for more than {pair.Value}"));
        Assert.Empty(mapped.Where(pair => Matrix[pair.Key].RecordKind is { } kind && Matrix[pair.Value].RecordKind != kind).Select(pair => $"{pair.Value} names no {Matrix[pair.Key].RecordKind}"));
    }
}
