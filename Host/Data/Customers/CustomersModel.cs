using Elsa.ITR.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Customers;

internal sealed class CustomersConfiguration :
    IEntityTypeConfiguration<Customer>, IEntityTypeConfiguration<CustomerSite>, IEntityTypeConfiguration<Contact>,
    IEntityTypeConfiguration<City>, IEntityTypeConfiguration<Complaint>, IEntityTypeConfiguration<ThanksLetter>,
    IEntityTypeConfiguration<CustomerVisit>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("customers");
        customer.Property(x => x.Code).HasMaxLength(20);
        customer.Property(x => x.NameZh).IsName();
        customer.Property(x => x.NameEn).IsName();
        customer.Property(x => x.Industry).IsName();
        customer.HasIndex(x => x.Code).IsUnique();
        customer.HasIndex(x => x.OrgId); // row access
        customer.HasIndex(x => x.TreeOrgId); // row access
        customer.Ignore(x => x.Name);
    }

    public void Configure(EntityTypeBuilder<CustomerSite> site)
    {
        site.ToTable("customer_sites");
        site.Property(x => x.Code).HasMaxLength(30);
        site.Property(x => x.NameZh).IsName();
        site.Property(x => x.NameEn).IsName();
        site.Property(x => x.CityCode).HasMaxLength(20);
        site.Property(x => x.RegionCode).HasMaxLength(10);
        site.Property(x => x.Address).HasMaxLength(400);
        site.Property(x => x.MachineRoomRules).HasMaxLength(4000);
        site.HasIndex(x => x.Code).IsUnique();
        site.HasIndex(x => x.CustomerId); // sites of a customer
        site.Ignore(x => x.Name);
    }

    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("contacts");
        contact.Property(x => x.Name).IsName();
        contact.Property(x => x.Phone).HasMaxLength(40);
        contact.Property(x => x.Email).IsName();
        contact.Property(x => x.Duty).IsWord();
        contact.HasIndex(x => x.CustomerId); // contacts of a customer
    }

    public void Configure(EntityTypeBuilder<City> city)
    {
        city.ToTable("cities");
        city.Property(x => x.Code).HasMaxLength(20);
        city.Property(x => x.NameZh).IsName();
        city.Property(x => x.NameEn).IsName();
        city.HasIndex(x => x.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Complaint> complaint)
    {
        complaint.ToTable("complaints");
        complaint.Property(x => x.No).IsNo();
        complaint.Property(x => x.Text).HasMaxLength(4000);
        complaint.Property(x => x.Category).IsWord();
        complaint.Property(x => x.Findings).HasMaxLength(4000);
        complaint.Property(x => x.Measures).HasMaxLength(4000);
        complaint.HasIndex(x => x.No).IsUnique();
        complaint.HasIndex(x => x.CaseId).IsUnique(); // the complaint a case handles
    }

    public void Configure(EntityTypeBuilder<ThanksLetter> letter)
    {
        letter.ToTable("thanks_letters");
        letter.HasIndex(x => x.CustomerId);
    }

    public void Configure(EntityTypeBuilder<CustomerVisit> visit)
    {
        visit.ToTable("customer_visits");
        visit.Property(x => x.Findings).HasMaxLength(4000);
        visit.HasIndex(x => x.CustomerId);
    }
}
