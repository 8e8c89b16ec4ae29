using Elsa.ITR.Data.Organisation;
using Microsoft.AspNetCore.Identity;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>The accounts of the demonstration people; all of them share one documented password.</summary>
internal static class DemoUsers
{
    public static IEnumerable<ItrUser> Of(DemoWorld world)
    {
        var hash = new PasswordHasher<ItrUser>().HashPassword(new ItrUser(), DemoAccounts.Password); // once: the password is public, salting forty times hides nothing
        foreach (var person in world.People.Values)
        {
            yield return new ItrUser
            {
                Id = person.Id,
                UserName = person.UserName,
                NormalizedUserName = person.UserName.ToUpperInvariant(),
                Email = $"{person.UserName}@itr.example",
                NormalizedEmail = $"{person.UserName}@ITR.EXAMPLE".ToUpperInvariant(),
                EmailConfirmed = true,
                PhoneNumber = $"020-5551-{1000 + world.People.Keys.ToList().IndexOf(person.UserName)}",
                DisplayNameZh = person.NameZh,
                DisplayNameEn = person.NameEn,
                OrgId = world.Org(person.Org),
                Skills = [.. person.Skills ?? []],
                ManagerId = DemoPeople.ByName(person.Manager)?.Id,
                IsActive = person.IsActive,
                LockoutEnabled = true,
                PasswordHash = hash,
                SecurityStamp = StableId.Of("security-stamp", person.UserName).ToString("N"),
                ConcurrencyStamp = StableId.Of("concurrency-stamp", person.UserName).ToString("N"),
            };
        }
    }
}
