#include <algorithm>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/people.hpp"

// Chapter 5: what form 413 asks for, in its parts 3.1, 3.2, 4.1 and 4.2.
namespace dmp::rules::detail {
namespace {

void name_missing(const Site& site, Violations& out) {
  if (site.establishment.name.empty()) {
    out.push_back({site.at("name"), {}});
  }
}

/// Structures that take care of nobody need no FINESS number on the form; without one, the SIRET
/// says who they are.
void number_missing(const Site& site, Violations& out) {
  const auto& establishment = site.establishment;
  const bool asks_on_number =
      std::ranges::find(establishment.certificates, model::FinessKind::geographic,
                        &model::WantedCertificate::on) != establishment.certificates.end();
  if (establishment.category == model::Category::other && !establishment.finess_geographic &&
      !establishment.siret && !asks_on_number) {
    out.push_back({site.at("siret"), {}});
  }
}

/// The form has no place for the number of the legal entity.
void entity_number(const Site& site, Violations& out) {
  const auto& establishment = site.establishment;
  const auto& number = establishment.finess_juridical;
  const bool asks =
      std::ranges::find(establishment.certificates, model::FinessKind::juridical,
                        &model::WantedCertificate::on) != establishment.certificates.end();
  if (asks && number && site.policy.habilitation_portal.empty() &&
      !establishment.form_413.sent_on) {
    out.push_back({site.at("legal_entity"), {arg("number", number->text())}});
  }
}

/// What the form asks of the person who signs and of each administrator.
enum class Part { family_name, given_names, phone, email, card_number };

std::string_view pointer_of(Part part) {
  switch (part) {
    case Part::family_name:
      return "family_name";
    case Part::given_names:
      return "given_names";
    case Part::phone:
      return "phone";
    case Part::email:
      return "email";
    case Part::card_number:
      break;
  }
  return "card/number";
}

bool lacks(const model::Person& person, Part part) {
  switch (part) {
    case Part::family_name:
      return person.family_name.empty();
    case Part::given_names:
      return person.given_names.empty();
    case Part::phone:
      return person.phone.empty();
    case Part::email:
      return person.email.empty();
    case Part::card_number:
      break;
  }
  return !person.card || !person.card->number;
}

/// `person` and `id` of a text: "of the technical administrator" and " (adm-dsi)".
Args person_args(std::string_view role, const std::string& id) {
  return {arg_text("person", role), arg("id", id.empty() ? id : " (" + id + ")")};
}

/// What a card that is not there or not active lacks, the signer's own rule tells: without it
/// nothing goes on. A second administrator's only warns, and the form has the number all the same.
template <Part kPart>
void of_signer(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.person != nullptr && lacks(*signer.person, kPart) &&
      (kPart != Part::card_number || is_active(signer.person->card))) {
    auto args = signer.proxy == nullptr ? person_args("rules.role.representative", {})
                                        : person_args("rules.role.proxy", signer.proxy->id);
    out.push_back({site.at(signer.part + "/" + std::string(pointer_of(kPart))), std::move(args)});
  }
}

template <Part kPart>
void of_administrator(const NamedAdministrator& named, Violations& out) {
  if (lacks(named.administrator.person, kPart)) {
    out.push_back({named.at(pointer_of(kPart)),
                   person_args("rules.role.administrator", named.administrator.id)});
  }
}

template <Part kPart>
constexpr Check person_check(std::string_view id, Rule::Text text) {
  return {.rule = {id, Severity::error, "ANS 30/09/2021, 5 (3.2, 4.1)", text, true},
          .site = of_signer<kPart>,
          .administrator = of_administrator<kPart>};
}

void software_incomplete(const Site& site, Violations& out) {
  const auto& software = site.establishment.software;
  if (!software) {
    out.push_back({site.at("software"), {}});
    return;
  }
  if (software->publisher.empty()) {
    out.push_back({site.at("software/publisher"), {}});
  }
  if (software->product.empty()) {
    out.push_back({site.at("software/product"), {}});
  }
  if (software->version.empty()) {
    out.push_back({site.at("software/version"), {}});
  }
}

void add_future(const Site& site, const std::optional<Date>& date, const std::string& part,
                Violations& out) {
  if (date && *date > site.as_of) {
    out.push_back({site.at(part), {arg_day("date", *date)}});
  }
}

void date_in_future(const Site& site, Violations& out) {
  const auto& establishment = site.establishment;
  add_future(site, establishment.form_413.sent_on, "form_413/sent_on", out);
  if (establishment.software) {
    add_future(site, establishment.software->publisher_contacted_on,
               "software/publisher_contacted_on", out);
  }
  add_future(site, establishment.form_413.confirmed_on, "form_413/confirmed_on", out);
  for (std::size_t i = 0; i < establishment.proxies.size(); ++i) {
    add_future(site, establishment.proxies[i].form_502_sent_on,
               "agents/" + std::to_string(i) + "/form_502_sent_on", out);
  }
  for (std::size_t i = 0; i < establishment.certificates.size(); ++i) {
    const auto& wanted = establishment.certificates[i];
    const auto part = "certificates/" + std::to_string(i) + "/";
    add_future(site, wanted.ordered_on, part + "requested_on", out);
    add_future(site, wanted.withdrawn_on, part + "collected_on", out);
    add_future(site, wanted.installed_on, part + "installed_on", out);
  }
}

void group_date_in_future(const Document& document, Violations& out) {
  if (!document.dossier.group) {
    return;
  }
  const auto& group = *document.dossier.group;
  for (const auto& [key, day] : {std::pair{"contracts_reviewed_on", group.contracts_reviewed_on},
                                 std::pair{"contracts_sent_on", group.contracts_sent_on}}) {
    if (day && *day > document.as_of) {
      out.push_back({"/group/" + std::string(key), {arg_day("date", *day)}});
    }
  }
}

/// The form goes to the client service; an edition that knows no address in service cannot tell.
void other_address(const Site& site, Violations& out) {
  const auto& sent_to = site.establishment.form_413.sent_to;
  const auto& right = site.policy.client_service_email;
  if (!sent_to.empty() && !right.empty() && !same_mailbox(sent_to, right)) {
    out.push_back({site.at("form_413/sent_to"), {arg("value", sent_to), arg("expected", right)}});
  }
}

void before_contract(const Site& site, Violations& out) {
  const auto& establishment = site.establishment;
  const auto& sent = establishment.form_413.sent_on;
  const auto& contract = establishment.contract;
  if (sent && contract && contract->signed_on && *sent < *contract->signed_on) {
    out.push_back({site.at("form_413/sent_on"),
                   {arg_day("date", *sent), arg_day("signed", *contract->signed_on)}});
  }
}

constexpr Check kChecks[] = {
    {.rule = {"NAME-MISSING",
              Severity::error,
              "ANS 30/09/2021, 5 (3.1 a)",
              {"the name of the establishment is missing",
               "la dénomination de l'établissement manque",
               "Write \"name\" as the FINESS register has it (raison sociale).",
               "Indiquer « name » tel qu'au répertoire FINESS (raison sociale)."},
              true},
     .site = name_missing},
    {.rule =
         {"FORM-413-NUMBER-MISSING",
          Severity::error,
          "ANS 30/09/2021, 5 (3.1 b, c)",
          {"form 413 would have no number: the site has neither a site FINESS number nor a SIRET",
           "le formulaire 413 ne porterait aucun numéro : le site n'a ni FINESS géographique ni "
           "SIRET",
           "Give \"finess\", or \"siret\" for a structure without a FINESS "
           "number.",
           "Indiquer « finess », ou « siret » pour une structure sans numéro "
           "FINESS."},
          true},
     .site = number_missing},
    person_check<Part::family_name>("PERSON-FAMILY-NAME-MISSING",
                                    {"form 413 needs the family name {person}{id}",
                                     "il manque au formulaire 413 le nom {person}{id}",
                                     "Give it in \"family_name\", as the card has it.",
                                     "L'indiquer dans « family_name », comme sur la carte."}),
    person_check<Part::given_names>("PERSON-GIVEN-NAMES-MISSING",
                                    {"form 413 needs the given names {person}{id}",
                                     "il manque au formulaire 413 le prénom {person}{id}",
                                     "Give them in \"given_names\", as the card has them.",
                                     "L'indiquer dans « given_names », comme sur la carte."}),
    person_check<Part::phone>("PERSON-PHONE-MISSING",
                              {"form 413 needs the telephone number {person}{id}",
                               "il manque au formulaire 413 le téléphone {person}{id}",
                               "Give it in \"phone\".", "L'indiquer dans « phone »."}),
    person_check<Part::email>(
        "PERSON-EMAIL-MISSING",
        {"form 413 needs the professional e-mail address {person}{id}",
         "il manque au formulaire 413 l'adresse électronique professionnelle {person}{id}",
         "Give it in \"email\"; best a shared mailbox, since ANS announces the end of certificates "
         "there.",
         "L'indiquer dans « email » ; de préférence une boîte partagée, car l'ANS y annonce la fin "
         "des certificats."}),
    person_check<Part::card_number>(
        "PERSON-CARD-NUMBER-MISSING",
        {"form 413 needs the card number {person}{id}",
         "il manque au formulaire 413 le numéro de carte {person}{id}",
         "Give the ten digits printed on the card in \"card\", \"number\".",
         "Indiquer les dix chiffres imprimés sur la carte dans « card », « number »."}),
    {.rule = {"SOFTWARE-INCOMPLETE",
              Severity::warning,
              "ANS 30/09/2021, 5 (4.2)",
              {"form 413 asks for the publisher, product and version of the software",
               "le formulaire 413 demande l'éditeur, le nom et la version du logiciel",
               "Complete \"software\"; the publisher can help.",
               "Compléter « software » ; l'éditeur peut aider."}},
     .site = software_incomplete},
    {.rule = {"DATE-IN-FUTURE",
              Severity::warning,
              "ANS 30/09/2021, 4.2, 4.6",
              {"{date} is in the future", "le {date} est à venir",
               "Give the day on which it was done, or remove the date.",
               "Indiquer le jour où cela a été fait, ou retirer la date."}},
     .site = date_in_future,
     .document = group_date_in_future},
    {.rule = {"FORM-413-ENTITY-NUMBER",
              Severity::info,
              "ANS 30/09/2021, 5 (3.1 b)",
              {"certificates are wanted on the legal-entity FINESS number {number}, for which form "
               "413 has no field",
               "des certificats sont demandés sur le FINESS juridique {number}, pour lequel le "
               "formulaire 413 n'a pas de champ",
               "Say so in the mail that accompanies the form; \"dmpcert form413 --mail\" does.",
               "Le dire dans le courriel qui accompagne le formulaire ; « dmpcert form413 --mail » "
               "le fait."}},
     .site = entity_number},
    {.rule = {"FORM-413-ADDRESS",
              Severity::warning,
              "ANS 30/09/2021, 4.6, 5",
              {"form 413 was sent to {value}; the right address is {expected}",
               "le formulaire 413 a été envoyé à {value} ; la bonne adresse est {expected}",
               "Send it again to the right address, or correct \"sent_to\".",
               "Le renvoyer à la bonne adresse, ou corriger « sent_to »."}},
     .site = other_address},
    {.rule =
         {"FORM-413-BEFORE-CONTRACT",
          Severity::warning,
          "ANS 30/09/2021, 4.6",
          {"form 413 was sent on {date}, before the contract was signed on {signed}",
           "le formulaire 413 a été envoyé le {date}, avant la signature du contrat le {signed}",
           "Ask the client service whether the form was taken into account.",
           "Demander au service client si le formulaire a été pris en compte."}},
     .site = before_contract},
};

}  // namespace

Checks form_checks() { return kChecks; }

}  // namespace dmp::rules::detail
