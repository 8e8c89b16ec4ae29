using System.Dynamic;
using System.Text.Json;
using Elsa.Expressions.Exceptions;
using Elsa.Expressions.Helpers;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

public sealed class ObjectConverterTests
{
    public static TheoryData<object, Type, string> Conversions => new()
    {
        { 5d, typeof(int), "5" },
        { 5.0, typeof(string), "\"5\"" },
        { "5", typeof(int), "5" },
        { "5", typeof(int?), "5" },
        { "12.5", typeof(decimal), "12.5" },
        { "true", typeof(bool), "true" },
        { "00:01:30", typeof(TimeSpan), "\"00:01:30\"" },
        { "Monday", typeof(DayOfWeek), "1" },
        { 2d, typeof(DayOfWeek), "2" },
        { "2026-11-23T10:00:00", typeof(DateTimeOffset), "\"2026-11-23T10:00:00+00:00\"" },
        { new DateTime(2026, 11, 23, 10, 0, 0, DateTimeKind.Utc), typeof(DateTimeOffset), "\"2026-11-23T10:00:00+00:00\"" },
        { new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.FromHours(8)), typeof(DateTime), "\"2026-11-22T17:00:00Z\"" },
        { "one", typeof(string[]), "[\"one\"]" },
        { "[\"a\",\"b\"]", typeof(ICollection<string>), "[\"a\",\"b\"]" },
        { new object[] { "a", 1d }, typeof(List<string>), "[\"a\",\"1\"]" },
        { new object[] { 1d, 2d }, typeof(int[]), "[1,2]" },
        { new[] { 1, 2 }, typeof(string), "\"[1,2]\"" },
        { "{\"no\":\"A\",\"price\":\"3.5\"}", typeof(Order), "{\"No\":\"A\",\"Price\":3.5}" },
        { "AQI=", typeof(byte[]), "\"AQI=\"" },
        { JsonDocument.Parse("[1,2]").RootElement, typeof(int[]), "[1,2]" },
        { JsonDocument.Parse("7").RootElement, typeof(string), "\"7\"" },
        { JsonDocument.Parse("\"7\"").RootElement, typeof(int), "7" },
        { new Order("A", 3.5m), typeof(IDictionary<string, object>), "{\"no\":\"A\",\"price\":3.5}" },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Converts(object value, Type target, string expected) =>
        Assert.Equal(expected, JsonSerializer.Serialize(value.ConvertTo(target)));

    [Fact]
    public void Turns_what_a_script_made_into_a_record()
    {
        dynamic made = new ExpandoObject();
        made.no = "A";
        made.price = 2d;

        Assert.Equal(new Order("A", 2m), ((object)made).ConvertTo<Order>());
    }

    [Theory]
    [InlineData("abc", typeof(int))]
    [InlineData("maybe", typeof(bool))]
    [InlineData("Someday", typeof(DayOfWeek))]
    [InlineData("{\"price\":{}}", typeof(Order))]
    public void Says_what_it_expected(string value, Type target)
    {
        var error = Assert.Throws<TypeConversionException>(() => value.ConvertTo(target));

        Assert.Contains(target.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_and_blank_stay_nothing()
    {
        Assert.Null(((object?)null).ConvertTo<Order>());
        Assert.Null("".ConvertTo<Order>());
        Assert.Null(" ".ConvertTo<DateTimeOffset?>());
    }

    public sealed record Order(string No, decimal Price);
}
