namespace Ed2402Posture.TenantSimulator.Tenants;

public static partial class Contoso
{
    private const string Fido2 = "passKeyDeviceBound";
    private const string Hello = "windowsHelloForBusiness";
    private const string Push = "microsoftAuthenticatorPush";
    private const string Phone = "mobilePhone";

    /// <summary>People without privilege: they must not turn up in any finding.</summary>
    private static readonly string[] Staff =
    [
        "Aisha Rahman", "Anton Berger", "Beatriz Costa", "Caleb Winters", "Carmen Iglesias", "Dimitri Volkov", "Elena Marchetti", "Emeka Obi", "Farid Nasser", "Freya Jensen",
        "Gustav Lind", "Hana Kimura", "Isla Murray", "Jonas Keller", "Karim Haddad", "Leila Farouk", "Liam Doyle", "Maja Novak", "Mateo Vargas", "Mina Park",
        "Noah Steiner", "Oksana Bondar", "Pedro Almeida", "Rosa Delgado", "Samuel Adeyemi", "Sofia Lindgren", "Stefan Popescu", "Tara Singh", "Umar Siddiqui", "Vera Kovacs", "Wei Zhang", "Zofia Mazur",
    ];

    private static void AddPeople(TenantBuilder tenant)
    {
        foreach (string account in (string[])["Break Glass 1", "Break Glass 2"])
        {
            tenant.User(account, u => u with { UserPrincipalName = $"{account.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()}@contoso.onmicrosoft.com", CreatedDateTime = DaysAgo(1200), LastPasswordChangeDateTime = DaysAgo(300) });
            tenant.SignedIn(Person(account), 80).Register(Person(account), Fido2);
        }

        // Administrators with a phishing-resistant method.
        tenant.Administrator("Ingrid Halvorsen", 1, Fido2, Push);
        tenant.Administrator("Priya Raghunathan", 0, Fido2);
        tenant.Administrator("Yuki Tanabe", 2, Hello, Fido2);
        tenant.Administrator("Amir Hosseini", 3, Fido2);
        tenant.Administrator("Chloe Dubois", 5, Hello);
        tenant.Administrator("Nils Eriksen", 6, Fido2);

        // Administrators whose methods can be phished.
        tenant.Administrator("Tomasz Wisniewski", 1, Push, "softwareOneTimePasscode");
        tenant.Administrator("Luis Ortega", 9, "officePhone", Phone);
        tenant.Administrator("Grace Mbeki", 4, Push);
        tenant.Administrator("Olga Kowalczyk", 7, Push, Phone);
        tenant.Administrator("Ben Carter", 12, "softwareOneTimePasscode");
        tenant.Administrator("Hugo Laurent", 2, Push);
        tenant.Administrator("Mei Lin", 1, Fido2, Push);
        tenant.Administrator("Tariq Aziz", 8, Push);
        tenant.Administrator("Sven Aalto", 20);

        // The account of daily work, with a mailbox and text messages as its only second factor.
        tenant.User("Marco Bellini", u => u with { Mail = "marco.bellini@contoso.com", LastPasswordChangeDateTime = DaysAgo(900), AssignedPlans = [new() { ServicePlanId = "efb87545-963c-4e0d-99df-69c6916d9eb0", Service = "exchange", CapabilityStatus = "Enabled" }] });
        tenant.SignedIn(Person("Marco Bellini"), 0).Register(Person("Marco Bellini"), Phone);

        // Synchronised from on-premises, one of them signing in at the federated domain.
        tenant.User("Robert Okafor", u => u with { OnPremisesSyncEnabled = true, OnPremisesImmutableId = "Q2FmZUJhYmUwMTIzNDU2Nw==", LastPasswordChangeDateTime = DaysAgo(45) });
        tenant.SignedIn(Person("Robert Okafor"), 3).Register(Person("Robert Okafor"), Push);
        tenant.User("Erik Sandberg", u => u with { UserPrincipalName = "erik.sandberg@legacy.contoso.com", OnPremisesSyncEnabled = true, OnPremisesImmutableId = "RGVhZEJlZWYwMTIzNDU2Nw==" });
        tenant.SignedIn(Person("Erik Sandberg"), 5).Register(Person("Erik Sandberg"), Hello);

        // Stale, disabled, never signed in, missing from the registration report.
        tenant.Administrator("Helen Marsh", 210, Push);
        tenant.Administrator("Victor Lindqvist", 160, Phone, u => u with { AccountEnabled = false });
        tenant.Administrator("Renata Silva", null, Fido2, u => u with { CreatedDateTime = DaysAgo(120) });
        tenant.User("Nadia Petrova");
        tenant.SignedIn(Person("Nadia Petrova"), 2);

        // Guests.
        tenant.Guest("Dana Fischer", u => u with { UserPrincipalName = "dana.fischer_fabrikam.com#EXT#@contoso.onmicrosoft.com", Mail = "dana.fischer@fabrikam.com" });
        tenant.SignedIn(Person("Dana Fischer"), 11).Register(Person("Dana Fischer"), Push);
        tenant.Guest("Paul Renner", u => u with { UserPrincipalName = "paul.renner_northwind.com#EXT#@contoso.onmicrosoft.com", Mail = "paul.renner@northwind.com" });
        tenant.SignedIn(Person("Paul Renner"), 30).Register(Person("Paul Renner"), Phone);

        foreach ((int number, string name) in Staff.Index())
        {
            tenant.User(name);
            tenant.SignedIn(Person(name), number % 14).Register(Person(name), Push, Phone);
            tenant.UserRegistrationDetails[^1] = tenant.UserRegistrationDetails[^1] with { IsAdmin = false };
        }
    }
}
