using System.Text;
using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Tests.Unit.Domain.Organisation;

public sealed class TotpTests
{
    private static readonly byte[] Secret = "12345678901234567890"u8.ToArray();

    [Theory] // RFC 6238, appendix B
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Computes_the_codes_of_the_RFC(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Theory] // RFC 4226, appendix D
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(9, "520489")]
    public void Computes_the_codes_of_counters(long counter, string code) => Assert.Equal(code, Totp.Code(Secret, counter));

    [Fact]
    public void Takes_a_code_one_step_early_or_late_and_none_twice()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_000_000_000);
        var step = Totp.StepOf(now);

        Assert.Equal([null, step - 1, step, step + 1, null], from offset in Enumerable.Range(-2, 5) select Totp.Match(Secret, Totp.Code(Secret, step + offset), now, newest: 0));
        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, step), now, newest: step));
        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, step - 1), now, newest: step));
        Assert.Equal(step + 1, Totp.Match(Secret, Totp.Code(Secret, step + 1), now, newest: step));
        Assert.All((string[])["", "12345", "1234567", "abcdef"], typed => Assert.Null(Totp.Match(Secret, typed, now, newest: 0)));
    }

    [Theory] // RFC 4648 §10, without padding
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Writes_a_secret_as_people_type_it(string bytes, string text) => Assert.Equal(text, Totp.Base32(Encoding.ASCII.GetBytes(bytes)));
}
