using Elsa.Http;

namespace Elsa.ITR.Tests.Unit.Engine.Http;

public sealed class RouteTemplateTests
{
    [Theory]
    [InlineData("orders", "/orders", "")]
    [InlineData("orders", "/ORDERS/", "")]
    [InlineData("/orders/{id}", "/orders/17", "id=17")]
    [InlineData("orders/{id:int}", "/orders/17", "id=17")]
    [InlineData("orders/{id}/lines/{line}", "/orders/a/lines/b", "id=a,line=b")]
    [InlineData("orders/{id?}", "/orders", "")]
    [InlineData("orders/{id?}", "/orders/17", "id=17")]
    [InlineData("files/{*path}", "/files/a/b/c", "path=a/b/c")]
    [InlineData("files/{**path}", "/files", "path=")]
    [InlineData("{*all}", "/", "all=")]
    public void A_path_that_fits_is_found_by_its_shape_and_gives_the_values(string template, string path, string values)
    {
        var route = RouteTemplate.Parse(template);

        Assert.NotEmpty(route.Keys().Intersect(RouteTemplate.Shapes(path)));
        Assert.Equal(values, string.Join(',', route.Match(path)!.Select(x => $"{x.Key}={x.Value}")));
    }

    [Theory]
    [InlineData("orders", "/order")]
    [InlineData("orders", "/orders/17")]
    [InlineData("orders/{id}", "/orders")]
    [InlineData("orders/{id:int}", "/orders/x")]
    [InlineData("orders/{id}", "/orders/17/lines")]
    public void A_path_that_does_not_fit_does_not(string template, string path) => Assert.Null(RouteTemplate.Parse(template).Match(path));

    [Theory]
    [InlineData("a/{x?}/b", "last segment")]
    [InlineData("{*x}/b", "last segment")]
    [InlineData("a/{x}/{X}", "a name of its own")]
    [InlineData("a/b-{x}", "one parameter")]
    [InlineData("a/{}", "to have a name")]
    [InlineData("a/{x:regex(.*)}", "constraint")]
    [InlineData("1/2/3/4/5/6/7/8/9", "at most 8 segments")]
    public void A_template_that_is_none_is_refused_in_words(string template, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => RouteTemplate.Parse(template)).Message);

    [Fact]
    public void Texts_are_preferred_to_parameters_and_these_to_catch_alls()
    {
        string[] templates = ["{*all}", "a/{x}", "{y}/b", "a/{x:int}", "a/b"];

        Assert.Equal(["a/b", "a/{x:int}", "a/{x}", "{y}/b", "{*all}"], templates.OrderBy(x => RouteTemplate.Parse(x).Rank(), StringComparer.Ordinal));
    }

    [Fact]
    public void The_longest_path_asks_for_some_hundred_shapes_and_a_longer_one_for_none()
    {
        var longest = string.Join('/', Enumerable.Range(0, RouteTemplate.MaximumSegments));

        Assert.InRange(RouteTemplate.Shapes(longest).Count(), 256, 1024);
        Assert.Empty(RouteTemplate.Shapes(longest + "/more"));
    }
}
