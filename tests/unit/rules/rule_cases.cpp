// Cases of the rules on the edition, on groups, on contact data and on orders.

#include "rule_cases.hpp"

namespace dmp::test {

using model::Dossier;
using model::GroupKind;
using model::Usage;

std::vector<Case> edition_cases() {
  const auto nothing = [](Dossier&) {};
  const auto edited = [nothing](std::string rule, std::function<void(policy::Policy&)> edit,
                                std::vector<std::string> others = {}) {
    return Case{std::move(rule), "", nothing, std::move(others), 2026y / 11 / 23, "ans-2021-09-30",
                std::move(edit)};
  };
  return {
      {"EDITION-LATER",
       "",
       [](Dossier& d) {
         for (auto& one : d.establishments) {
           one.form_413 = {};
           one.certificates = {{Usage::auth_cli}, {Usage::sign}};
         }
       },
       {},
       2021y / 9 / 29},
      edited("EDITION-REPLACED", [](policy::Policy& p) { p.name = "ans-2021-09-30"; }),
      edited("EDITION-LOOSENED",
             [](policy::Policy& p) { p.severities["CONTRACT-MISSING"] = Severity::info; }),
      edited("EDITION-FIRM",
             [](policy::Policy& p) { p.severities["NAME-MISSING"] = Severity::info; }),
      edited("STATEMENT-MISSING", [](policy::Policy& p) { p.project_statement.clear(); }),
      edited("SERVICE-NAME-MISSING", [](policy::Policy& p) { p.service_names.erase(Usage::sign); }),
      edited("SERVICE-NAME-OTHER",
             [](policy::Policy& p) { p.service_names[Usage::sign] = "CACHET"; }),
      edited("SERVICE-NAME-CONFUSED",
             [](policy::Policy& p) { p.service_names[Usage::sign] = "Dmp-Signature"; }),
      edited("SERVICE-NAME-CONFUSED",
             [](policy::Policy& p) { p.service_names[Usage::sign] = "DMP AUTHENTIFICATION"; }),
      edited("SERVICE-NAME-CONFUSED",
             [](policy::Policy& p) { p.service_names[Usage::sign] = "\uFF24MP SIGNATURE"; },
             {"SERVICE-NAME-CHARACTERS"}),
      edited("SERVICE-NAME-CHARACTERS",
             [](policy::Policy& p) { p.service_names[Usage::sign] = "DMP SIGNATURE \u00E9"; },
             {"SERVICE-NAME-OTHER"}),
      edited("SERVICE-NAME-TOO-LONG",
             [](policy::Policy& p) { p.service_names[Usage::conf] = std::string(65, 'C'); }),
  };
}

std::vector<Case> acceptance_cases() {
  const auto accepting = [](std::string rule, std::string place, model::AcceptedFinding accepted,
                            std::vector<std::string> others = {}) {
    accepted.pointer = "/accepted/0";
    return Case{std::move(rule), "/accepted/0" + place,
                [accepted](Dossier& d) { d.accepted = {accepted}; }, std::move(others)};
  };
  const Acceptance running{"because", 2027y / 1 / 1};
  return {
      accepting("ACCEPTED-RULE-UNKNOWN", "/rule", {"CONTRACT-MISING", "", running, ""}),
      accepting("ACCEPTED-SITE-UNKNOWN", "/site", {"CONTRACT-MISSING", "nobody", running, ""},
                {"ACCEPTED-UNUSED"}),
      accepting("ACCEPTED-ENDED", "/until",
                {"CONTRACT-MISSING", "", {"because", 2026y / 11 / 22}, ""}),
      {"ACCEPTED-FIRM",
       "/accepted/0",
       [running](Dossier& d) {
         site(d).name.clear();
         d.accepted = {{"NAME-MISSING", "", running, "/accepted/0"}};
       },
       {"NAME-MISSING"}},
      accepting("ACCEPTED-UNUSED", "", {"CONTRACT-MISSING", "", running, ""}),
  };
}

std::vector<Case> group_cases() {
  const auto kind = [](GroupKind value) { return [value](Dossier& d) { d.group->kind = value; }; };
  const auto network = [](auto mutate) {
    return [mutate](Dossier& d) {
      d.group->kind = GroupKind::network;
      d.group->team = "Équipe";
      d.group->producers_listed = true;
      mutate(*d.group);
    };
  };
  const auto private_sites = [](Dossier& d) {
    for (auto& one : d.establishments) {
      one.sector = model::Sector::private_sector;
    }
    d.group->kind = GroupKind::private_group;
  };
  return {
      {"GROUP-MISSING", "/group", [](Dossier& d) { d.group.reset(); }, {"GROUP-GHT-MISSING"}},
      {"GROUP-SINGLE-WITH-MANY",
       "/group/kind",
       kind(GroupKind::single_site),
       {"GROUP-GHT-MISSING"}},
      {"GROUP-GHT-MISSING", "/group",
       [](Dossier& d) {
         d.establishments.pop_back();
         d.group.reset();
       }},
      {"GROUP-GHT-MISSING", "/group/kind",
       [](Dossier& d) {
         d.establishments.pop_back();
         site(d).kind = "355";
         d.group->kind = GroupKind::single_site;
       }},
      {"GROUP-GHT-MISSING", "/group/kind", network([](model::Group&) {})},
      {"GROUP-GHT-MISSING", "/group",
       [](Dossier& d) {
         d.establishments.pop_back();
         site(d).kind = "psychiatric-hospital";
         d.group.reset();
       }},
      {"GROUP-GHT-MISSING", "/group",
       [](Dossier& d) {
         d.establishments.pop_back();
         site(d).kind.clear();
         d.group.reset();
       }},
      {"GROUP-SECTOR", "/establishments/0/sector",
       [](Dossier& d) { site(d).sector = model::Sector::private_sector; }},
      {"GROUP-SECTOR",
       "/establishments/1/sector",
       kind(GroupKind::private_group),
       {"GROUP-SECTOR"}},
      {"GROUP-CONTACT-MISSING", "/group/contact", [](Dossier& d) { d.group->contact.reset(); }},
      {"GROUP-CONTACT-MISSING", "/group/contact",
       [=](Dossier& d) {
         private_sites(d);
         d.group->contact.reset();
       }},
      {"GROUP-CONTRACTS-UNREVIEWED",
       "/group/contracts_reviewed_on",
       [](Dossier& d) {
         site(d).contract->status = model::ContractStatus::unknown;
         d.group->contracts_reviewed_on.reset();
       },
       {"CONTRACT-UNKNOWN"}},
      {"GROUP-CONTRACTS-UNREVIEWED",
       "/group/contracts_reviewed_on",
       [](Dossier& d) {
         site(d).contract->status = model::ContractStatus::missing;
         d.group->contracts_reviewed_on.reset();
       },
       {"CONTRACT-MISSING"}},
      {"GROUP-CONTRACTS-SCATTERED",
       "/group/contracts_sent_on",
       [](Dossier& d) {
         for (auto& one : d.establishments) {
           one.contract->status = model::ContractStatus::missing;
         }
       },
       {"CONTRACT-MISSING", "CONTRACT-MISSING"}},
      {"GROUP-ARCHITECTURE-UNSTATED", "/group/architecture",
       [](Dossier& d) { d.group->architecture.clear(); }},
      {"SOFTWARE-PUBLISHER-NOT-CONTACTED",
       "/establishments/0/software/publisher_contacted_on",
       [](Dossier& d) {
         site(d).contract->status = model::ContractStatus::requested;
         site(d).software->publisher_contacted_on.reset();
       },
       {"CONTRACT-PENDING"}},
      {"NETWORK-TEAM-MISSING",
       "/group/team",
       network([](model::Group& g) { g.team.clear(); }),
       {"GROUP-GHT-MISSING"}},
      {"NETWORK-PRODUCERS-UNSTATED",
       "/group/producers_listed",
       network([](model::Group& g) { g.producers_listed = false; }),
       {"GROUP-GHT-MISSING"}},
  };
}

std::vector<Case> contact_cases() {
  const auto phone = [](std::string value) {
    return Case{"PERSON-PHONE-FORM", "/administrators/0/phone",
                [value](Dossier& d) { d.administrators.front().person.phone = value; }};
  };
  const auto email = [](std::string rule, std::string value) {
    return Case{std::move(rule), "/establishments/0/representative/email",
                [value](Dossier& d) { site(d).representative->email = value; }};
  };
  return {
      phone("04 74 45 46"),
      phone("04 74 45 46 47 48"),
      phone("+33 4 74 45 46"),
      phone("+33 (0)4 74 45 46 4"),
      phone("0033 4"),
      phone("+689 40 12 34 5"),
      phone("+590 590 12"),
      phone("poste 1234"),
      phone("+12"),
      phone("00 00 00 00 00"),
      email("PERSON-EMAIL-FORM", "p.durand"),
      email("PERSON-EMAIL-FORM", "@example.fr"),
      email("PERSON-EMAIL-FORM", "p.durand@"),
      email("PERSON-EMAIL-FORM", "p.durand@example"),
      email("PERSON-EMAIL-FORM", "p..durand@example.fr"),
      email("PERSON-EMAIL-FORM", "p.durand@-example.fr"),
      email("PERSON-EMAIL-FORM", "p.durand@example..fr"),
      email("PERSON-EMAIL-FORM", "p durand@example.fr"),
      email("PERSON-EMAIL-FORM", "p.durand@example.fr, dsi@example.fr"),
      email("PERSON-EMAIL-FORM", "René@example.fr"),
      email("PERSON-EMAIL-PERSONAL", "p.durand@Gmail.com"),
      {"PERSON-PHONE-FORM", "/establishments/0/representative/phone",
       [](Dossier& d) { site(d).representative->phone = "04 74 45 46"; }},
      {"PERSON-EMAIL-FORM", "/administrators/0/email",
       [](Dossier& d) { d.administrators.front().person.email = "martin"; }},
      {"PERSON-EMAIL-PERSONAL", "/administrators/0/email",
       [](Dossier& d) { d.administrators.front().person.email = "martin@orange.fr"; }},
      {"GROUP-CONTACT-FORM", "/group/contact/email",
       [](Dossier& d) { d.group->contact->email = "dsi"; }},
      {"PERSON-EMAIL-PERSONAL", "/establishments/0/agents/0/email",
       [](Dossier& d) {
         site(d).signatory = model::Signatory::proxy;
         site(d).proxies.front().person.email = "petit@orange.fr";
       }},
      {"EMAIL-ONE-FOR-ALL", "/establishments/0/administrators",
       [](Dossier& d) { site(d).representative->email = "martin@EXAMPLE.fr"; }},
      {"DATE-IN-FUTURE", "/group/contracts_sent_on",
       [](Dossier& d) { d.group->contracts_sent_on = 2099y / 1 / 1; }},
      {"CARD-OF-TWO", "/establishments/0/agents/0/card/number",
       [](Dossier& d) {
         site(d).proxies.front().person.card->number = d.administrators.front().person.card->number;
       }},
  };
}

std::vector<Case> order_cases() {
  const auto first = [](auto mutate) {
    return [mutate](Dossier& d) {
      site(d).form_413.confirmed_on = site(d).form_413.sent_on;
      mutate(site(d).certificates.front());
    };
  };
  const auto ending = [first](Date day) {
    return first([day](model::WantedCertificate& c) { c.ends_on = day; });
  };
  const std::string place = "/establishments/0/certificates/0/";
  return {
      {"ORDER-BEFORE-HABILITATION", place + "requested_on",
       first([](model::WantedCertificate& c) { c.ordered_on = 2021y / 10 / 3; })},
      {"ORDER-BEFORE-HABILITATION", place + "requested_on",
       [](Dossier& d) {
         site(d).form_413.confirmed_on = 2021y / 11 / 1;
         site(d).certificates.front().ordered_on = 2021y / 10 / 30;
       }},
      {"DATES-OUT-OF-ORDER", place + "installed_on", first([](model::WantedCertificate& c) {
         c.ordered_on = 2026y / 1 / 10;
         c.installed_on = 2026y / 1 / 9;
         c.ends_on = 2029y / 1 / 9;
       })},
      {"DATES-OUT-OF-ORDER", "/establishments/0/form_413/confirmed_on",
       [](Dossier& d) { site(d).form_413.confirmed_on = 2021y / 10 / 3; }},
      {"CERTIFICATE-LASTS-TOO-LONG", place + "expires_on", ending(2029y / 11 / 24)},
      {"CERTIFICATE-ENDED", place + "expires_on", ending(2026y / 11 / 22)},
      // Without a known end, it is over 36 months after it was collected.
      {"CERTIFICATE-ENDED",
       place + "collected_on",
       first([](model::WantedCertificate& c) { c.withdrawn_on = 2023y / 11 / 22; }),
       {"CERTIFICATE-END-UNKNOWN"}},
      {"CERTIFICATE-RENEWAL-DUE",
       place + "collected_on",
       first([](model::WantedCertificate& c) { c.withdrawn_on = 2023y / 11 / 23; }),
       {"CERTIFICATE-END-UNKNOWN"}},
      {"CERTIFICATE-ENDED",
       place + "installed_on",
       first([](model::WantedCertificate& c) { c.installed_on = 2023y / 11 / 22; }),
       {"CERTIFICATE-END-UNKNOWN"}},
      {"FORM-413-ADMINISTRATOR-NEW", "/establishments/0/administrators/1",
       [](Dossier& d) {
         d.administrators.push_back(d.administrators.front());
         d.administrators.back().id = "adm-2";
         d.administrators.back().pointer = "/administrators/1";
         site(d).administrators.emplace_back("adm-2");
         site(d).form_413.administrators = {"adm-dsi"};
       }},
      {"FORM-413-ADMINISTRATOR-NONE", "/establishments/0/form_413/administrators",
       [](Dossier& d) { site(d).form_413.administrators = {"adm-former"}; }},
      {"FORM-413-ADMINISTRATOR-NONE", "/establishments/0/form_413/administrators",
       [](Dossier& d) { site(d).form_413.administrators = std::vector<std::string>(); }},
      {"ORDER-WITHOUT-HABILITATION", place + "requested_on",
       [](Dossier& d) {
         site(d).form_413 = {};
         site(d).certificates.front().ordered_on = 2026y / 11 / 1;
       }},
      // Sent, but never confirmed.
      {"ORDER-WITHOUT-HABILITATION", place + "requested_on",
       [](Dossier& d) { site(d).certificates.front().ordered_on = 2026y / 11 / 1; }},
      // Collected on the portal, which only who is authorised can do.
      {"ORDER-WITHOUT-HABILITATION", place + "collected_on",
       [](Dossier& d) {
         site(d).form_413 = {};
         site(d).certificates.front().withdrawn_on = 2026y / 11 / 1;
         site(d).certificates.front().ends_on = 2029y / 11 / 1;
       }},
      {"ORDER-BEFORE-HABILITATION",
       place + "collected_on",
       [](Dossier& d) {
         site(d).form_413.confirmed_on = 2021y / 11 / 1;
         site(d).certificates.front().withdrawn_on = 2021y / 10 / 30;
         site(d).certificates.front().ends_on = 2024y / 10 / 30;
       },
       {"CERTIFICATE-ENDED"}},
      {"CERTIFICATE-RENEWAL-DUE", place + "expires_on", ending(2026y / 11 / 23)},
      {"CERTIFICATE-RENEWAL-DUE", place + "expires_on", ending(2027y / 1 / 22)},
      {"CERTIFICATE-RENEWAL-NEAR", place + "expires_on", ending(2027y / 1 / 23)},
      {"CERTIFICATE-RENEWAL-NEAR", place + "expires_on", ending(2027y / 2 / 21)},
      {"CERTIFICATE-END-UNKNOWN", place + "expires_on",
       first([](model::WantedCertificate& c) { c.withdrawn_on = 2026y / 1 / 10; })},
      {"CERTIFICATE-LASTS-TOO-LONG", place + "expires_on", first([](model::WantedCertificate& c) {
         c.withdrawn_on = 2026y / 1 / 10;
         c.ends_on = 2029y / 1 / 11;
       })},
  };
}

}  // namespace dmp::test
