#include <algorithm>
#include <array>
#include <unordered_map>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/detail/same_name.hpp"
#include "dmp/rules/people.hpp"

// Chapter 5: telephone numbers, e-mail addresses and card numbers that form 413 declares. ANS
// answers there, and announces there the end of certificates.
namespace dmp::rules::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// French numbers have ten digits, or nine after +33 and the other French country codes; foreign
/// ones 7 to 15 after "+" (ITU-T E.164). Spaces, dots, hyphens and brackets are for people.
bool is_phone(std::string typed) {
  // What word processors make of spaces and hyphens.
  for (const std::string_view sign : {"\u00A0", "\u202F", "\u2011"}) {
    for (auto at = typed.find(sign); at != std::string::npos; at = typed.find(sign)) {
      typed.replace(at, sign.size(), " ");
    }
  }
  const std::string_view phone = typed;
  static constexpr std::array<std::string_view, 9> kFrench{"33",  "262", "508", "590", "594",
                                                           "596", "681", "687", "689"};
  std::string digits;
  for (std::size_t i = 0; i < phone.size(); ++i) {
    if (is_digit(phone[i])) {
      digits += phone[i];
    } else if (std::string_view(" .-()/").find(phone[i]) == std::string_view::npos &&
               !(phone[i] == '+' && i == 0)) {
      return false;
    }
  }
  if (!phone.starts_with('+') && digits.starts_with("00")) {
    digits.erase(0, 2);
  } else if (!phone.starts_with('+')) {
    return digits.size() == 10 && digits[0] == '0' && digits[1] != '0';
  }
  if (const auto optional_zero = phone.find("(0)"); optional_zero != std::string_view::npos) {
    digits.erase(digits.find('0', 1), 1);
  }
  for (const auto code : kFrench) {
    if (digits.starts_with(code)) {
      const auto size = digits.size() - code.size();
      return size == 9 || (code != "33" && (size == 6 || size == 8));
    }
  }
  return digits.size() >= 7 && digits.size() <= 15 && digits[0] != '0';
}

/// Mailboxes of persons at access providers: nobody reads them once the person has left.
bool is_personal(std::string_view email) {
  static constexpr std::array<std::string_view, 17> kProviders{
      "gmail.com",  "orange.fr",   "wanadoo.fr",  "free.fr",    "sfr.fr",  "laposte.net",
      "hotmail.fr", "hotmail.com", "outlook.com", "outlook.fr", "live.fr", "yahoo.fr",
      "yahoo.com",  "icloud.com",  "bbox.fr",     "neuf.fr",    "gmx.fr"};
  const auto domain = email.substr(email.rfind('@') + 1);
  return std::ranges::any_of(
      kProviders, [domain](std::string_view provider) { return same_mailbox(domain, provider); });
}

struct Telephone {
  static constexpr std::string_view part = "phone";
  static bool is_wrong(const model::Person& p) { return !p.phone.empty() && !is_phone(p.phone); }
  static const std::string& value(const model::Person& p) { return p.phone; }
};
struct Email {
  static constexpr std::string_view part = "email";
  static bool is_wrong(const model::Person& p) { return !p.email.empty() && !is_email(p.email); }
  static const std::string& value(const model::Person& p) { return p.email; }
};
struct PersonalEmail : Email {
  static bool is_wrong(const model::Person& p) { return is_email(p.email) && is_personal(p.email); }
};

template <typename Datum>
void of_person(const model::Person& person, std::string pointer, Violations& out) {
  if (Datum::is_wrong(person)) {
    out.push_back({std::move(pointer), {arg("value", Datum::value(person))}});
  }
}

/// Those of a site on whom the form depends: the representative, and a proxy who signs.
template <typename Datum>
void of_site(const Site& site, Violations& out) {
  if (const auto& person = site.establishment.representative) {
    of_person<Datum>(*person, site.at("representative/" + std::string(Datum::part)), out);
  }
  if (const auto signer = model::signer_of(site.establishment); signer.proxy != nullptr) {
    of_person<Datum>(*signer.person, site.at(signer.part + "/" + std::string(Datum::part)), out);
  }
}

template <typename Datum>
void of_administrator(const NamedAdministrator& named, Violations& out) {
  of_person<Datum>(named.administrator.person, named.at(Datum::part), out);
}

/// The contact is on no form: what is wrong there is in nobody's way.
void contact_form(const Document& document, Violations& out) {
  if (document.dossier.group && document.dossier.group->contact) {
    const auto& group = *document.dossier.group;
    const auto place = group.contact_at.empty() ? "/group/contact" : group.contact_at;
    of_person<Telephone>(*group.contact, place + "/phone", out);
    of_person<Email>(*group.contact, place + "/email", out);
  }
}

template <typename Datum>
constexpr Check datum_check(std::string_view id, Severity severity, Rule::Text text) {
  return {.rule = {id, severity, "ANS 30/09/2021, 5 (3.2, 4.1)", text},
          .site = of_site<Datum>,
          .administrator = of_administrator<Datum>};
}

/// ANS tells the establishment and the administrator apart: one mailbox for both hides one of them.
void one_mailbox(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  const auto named = named_by(site);
  if (signer.person == nullptr || signer.person->email.empty() || named.empty()) {
    return;
  }
  if (std::ranges::all_of(named, [&signer](const auto* administrator) {
        return same_mailbox(administrator->person.email, signer.person->email) &&
               !are_one(administrator->person, *signer.person);
      })) {
    out.push_back({site.at("administrators"), {arg("value", signer.person->email)}});
  }
}

/// Finds card numbers that people of different names declare.
class CardHolders {
 public:
  explicit CardHolders(Violations& out) : out_(out) {}

  void add(const model::Person& person, std::string pointer) {
    if (!person.card || !person.card->number || person.family_name.empty()) {
      return;
    }
    const auto [first, is_new] = holders_.try_emplace(person.card->number->text(), &person);
    if (!is_new && !is_same_name(first->second->family_name, person.family_name)) {
      out_.push_back(
          {std::move(pointer),
           {arg("value", person.card->number->text()), arg("holder", first->second->family_name)}});
    }
  }

 private:
  std::unordered_map<std::string, const model::Person*> holders_;
  Violations& out_;
};

void card_of_two(const Document& document, Violations& out) {
  CardHolders holders(out);
  for (const auto& administrator : document.dossier.administrators) {
    holders.add(administrator.person, administrator.at("card/number"));
  }
  for (const auto& site : document.dossier.establishments) {
    if (site.representative) {
      holders.add(*site.representative, site.at("representative/card/number"));
    }
    for (std::size_t i = 0; i < site.proxies.size(); ++i) {
      holders.add(site.proxies[i].person, site.at("agents/" + std::to_string(i) + "/card/number"));
    }
  }
}

constexpr Check kChecks[] = {
    datum_check<Telephone>(
        "PERSON-PHONE-FORM", Severity::warning,
        {"\"{value}\" is not a telephone number", "« {value} » n'est pas un numéro de téléphone",
         "Give ten digits, or the country code with \"+\".",
         "Indiquer dix chiffres, ou l'indicatif du pays avec « + »."}),
    datum_check<Email>(
        "PERSON-EMAIL-FORM", Severity::error,
        {"\"{value}\" is not an e-mail address", "« {value} » n'est pas une adresse électronique",
         "Give it in the form name@domain.", "L'indiquer sous la forme nom@domaine."}),
    datum_check<PersonalEmail>(
        "PERSON-EMAIL-PERSONAL", Severity::warning,
        {"\"{value}\" is a personal mailbox at an internet provider",
         "« {value} » est une boîte personnelle chez un fournisseur d'accès",
         "Give a professional address, preferably a shared mailbox, as form 413 asks.",
         "Indiquer une adresse professionnelle, de préférence une boîte partagée : le formulaire "
         "413 le demande."}),
    {.rule =
         {"GROUP-CONTACT-FORM",
          Severity::warning,
          "ANS 30/09/2021, 4.3, 4.4.2",
          {"the group's contact cannot be reached at \"{value}\"",
           "« {value} » ne permet pas de joindre le contact du groupe",
           "Give a telephone number of ten digits, or an e-mail address in the form name@domain.",
           "Indiquer un numéro de téléphone à dix chiffres, ou une adresse électronique sous la "
           "forme nom@domaine."}},
     .document = contact_form},
    {.rule = {"EMAIL-ONE-FOR-ALL",
              Severity::warning,
              "ANS 30/09/2021, 5",
              {"the signer and all administrators share the mailbox {value}",
               "le signataire et tous les administrateurs partagent la boîte {value}",
               "Give the administrators a different mailbox: ANS writes to both.",
               "Donner aux administrateurs une autre boîte : l'ANS écrit aux deux."}},
     .site = one_mailbox},
    {.rule = {"CARD-OF-TWO",
              Severity::error,
              "ANS 30/09/2021, 5 (3.2, 4.1)",
              {"card {value} is also declared for {holder}",
               "la carte {value} est aussi déclarée pour {holder}",
               "Correct one of the two numbers: a card has only one holder.",
               "Corriger l'un des deux numéros : une carte n'a qu'un porteur."}},
     .document = card_of_two},
};

}  // namespace

Checks contact_checks() { return kChecks; }

}  // namespace dmp::rules::detail
