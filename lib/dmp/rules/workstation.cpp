#include "dmp/rules/workstation.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/detail/judging.hpp"
#include "dmp/rules/people.hpp"

// Chapter 6: the workstation from which the administrator orders.
namespace dmp::rules {
namespace detail {
namespace {

using model::CardIdentity;
using model::CardType;
using model::ReaderFacts;
using std::chrono_literals::operator""min;

/// The error's values with its id as the reason, so that the finding says what went wrong.
Args args_of(const Error& error) {
  auto args = error.args;
  args.push_back(arg_text("reason", error.id));
  return args;
}

void service(const WorkstationQuestion& station, Faults& out) {
  if (station.facts.service_error) {
    out.push_back(args_of(*station.facts.service_error));
  }
}

void no_reader(const WorkstationQuestion& station, Faults& out) {
  if (!station.facts.service_error && station.facts.readers.empty()) {
    out.emplace_back();
  }
}

void no_card(const WorkstationQuestion& station, Faults& out) {
  const auto& readers = station.facts.readers;
  if (!readers.empty() && std::ranges::none_of(readers, &ReaderFacts::card_present)) {
    out.emplace_back();
  }
}

void unreadable(const WorkstationQuestion& station, Faults& out) {
  for (const auto& reader : station.facts.readers) {
    Args args;
    if (reader.error) {
      args = args_of(*reader.error);
    } else if (reader.card && reader.card->generation != model::CardGeneration::other &&
               !reader.card->ends_at) {
      args = {arg_text("reason", "card.doubt.no-certificate")};
    } else {
      continue;
    }
    args.push_back(arg("reader", reader.name));
    out.push_back(std::move(args));
  }
}

/// Administrators hold a CPS, CPE or CPA. A card that does not tell its kind may be one of them.
bool may_order(const CardIdentity& card) {
  constexpr auto is_fit = [](CardType type) {
    return type == CardType::cps || type == CardType::cpe || type == CardType::cpa;
  };
  return card.generation != model::CardGeneration::other &&
         (card.types.empty() || std::ranges::any_of(card.types, is_fit));
}

std::vector<const ReaderFacts*> readers_with_cards(const WorkstationQuestion& station) {
  std::vector<const ReaderFacts*> found;
  for (const auto& reader : station.facts.readers) {
    if (reader.card) {
      found.push_back(&reader);
    }
  }
  return found;
}

/// A bank card beside the right one is nobody's business.
void kind(const WorkstationQuestion& station, Faults& out) {
  const auto readers = readers_with_cards(station);
  if (std::ranges::any_of(readers, [](const auto* each) { return may_order(*each->card); })) {
    return;
  }
  for (const auto* reader : readers) {
    std::string types;
    for (const auto type : reader->card->types) {
      types += (types.empty() ? "" : "/") + std::string(to_string(type));
    }
    out.push_back({arg("reader", reader->name),
                   types.empty() ? arg_text("kind", "card.kind.other") : arg("kind", types)});
  }
}

Args args_of(const ReaderFacts& reader) {
  const auto& card = *reader.card;
  return {arg("reader", reader.name), arg("number", card.number),
          card.ends_at ? arg_day("date", date_of(*card.ends_at)) : arg("date", "")};
}

/// Days from the day in question to the end of the card's certificates.
template <typename Judge>
void by_days_left(const WorkstationQuestion& station, Faults& out, Judge judge) {
  for (const auto* reader : readers_with_cards(station)) {
    if (reader->card->ends_at &&
        judge(days_between(station.as_of, date_of(*reader->card->ends_at)))) {
      out.push_back(args_of(*reader));
    }
  }
}

void expired(const WorkstationQuestion& station, Faults& out) {
  by_days_left(station, out, [](int days) { return days < 0; });
}

void ends_soon(const WorkstationQuestion& station, Faults& out) {
  by_days_left(station, out, [&station](int days) {
    return days >= 0 && days <= station.policy.order_lead_days;
  });
}

void undeclared(const WorkstationQuestion& station, Faults& out) {
  if (station.dossiers.empty()) {
    return;
  }
  const auto declares = [](const model::Dossier& dossier, const std::string& number) {
    return std::ranges::any_of(dossier.administrators, [&number](const auto& administrator) {
      return has_card(administrator, number);
    });
  };
  for (const auto* reader : readers_with_cards(station)) {
    const auto& number = reader->card->number;
    if (!number.empty() && std::ranges::none_of(station.dossiers, [&](const auto* dossier) {
          return declares(*dossier, number);
        })) {
      out.push_back(args_of(*reader));
    }
  }
}

void portal(const WorkstationQuestion& station, Faults& out) {
  const auto& portal = station.facts.portal;
  if (portal && portal->error) {
    auto args = args_of(*portal->error);
    args.push_back(arg("place", model::place_of(*portal)));
    out.push_back(std::move(args));
  }
}

/// A clock that stands before the newest text that we know, after the end of the authorities, or
/// away from the host's own: certificates then seem to have ended or not to have begun.
void clock(const WorkstationQuestion& station, Faults& out) {
  using std::chrono::operator""y;
  constexpr Date kAuthoritiesEnd = 2033y / 6 / 24;  // ACI-EL-ORG, ACI-ST-PP, ACI-FO-PP
  const auto now = station.facts.now;
  auto newest = station.policy.published_on.value_or(Date());
  for (const auto& edition : policy::builtin_policies()) {
    newest = std::max(newest, edition.published_on.value_or(newest));
  }
  const auto& portal = station.facts.portal;
  if (date_of(now) < newest || kAuthoritiesEnd < date_of(now)) {
    out.push_back(
        {arg("now", format_instant(now)), arg_text("reason", "workstation.clock.implausible")});
  } else if (portal && portal->date && std::chrono::abs(now - *portal->date) > 5min) {
    out.push_back({arg("now", format_instant(now)), arg_text("reason", "workstation.clock.differs"),
                   arg("host", portal->host), arg("told", format_instant(*portal->date))});
  }
}

template <model::NeedFacts::Need need>
void unmet(const WorkstationQuestion& station, Faults& out) {
  for (const auto& each : station.facts.needs) {
    if (each.need == need && each.error) {
      auto args = args_of(*each.error);
      args.push_back(arg("place", each.path));
      out.push_back(std::move(args));
    }
  }
}

constexpr auto fonts = unmet<model::NeedFacts::Need::fonts>;
constexpr auto old_ciphers = unmet<model::NeedFacts::Need::old_ciphers>;
constexpr auto workspaces = unmet<model::NeedFacts::Need::workspace>;
constexpr auto targets = unmet<model::NeedFacts::Need::target>;

constexpr std::string_view kPrerequisites = "ANS 30/09/2021, 6";

constexpr std::string_view kHolder = "ANS 30/09/2021, 4";
constexpr std::string_view kValidity = "RFC 5280, 4.1.2.5";

constexpr Check kChecks[] = {
    {.rule = {"WORKSTATION-SERVICE",
              Severity::error,
              kPrerequisites,
              {"cards cannot be used on this workstation: {reason}",
               "les cartes ne sont pas utilisables sur ce poste : {reason}",
               "Start the card service: systemctl start pcscd (from the package pcscd).",
               "Démarrer le service des cartes : systemctl start pcscd (paquet pcscd)."}},
     .workstation = service},
    {.rule =
         {"WORKSTATION-READER",
          Severity::error,
          kPrerequisites,
          {"no smart-card reader is connected", "aucun lecteur de carte à puce n'est branché",
           "Plug in a reader; if it is plugged in already, install its driver (most readers: "
           "package libccid).",
           "Brancher un lecteur ; s'il l'est déjà, installer son pilote (pour la plupart : paquet "
           "libccid)."}},
     .workstation = no_reader},
    {.rule = {"WORKSTATION-CARD",
              Severity::error,
              kPrerequisites,
              {"there is no card in any reader", "il n'y a de carte dans aucun lecteur",
               "Insert the administrator's CPx card, chip first.",
               "Insérer la carte CPx de l'administrateur, puce en avant."}},
     .workstation = no_card},
    {.rule =
         {"WORKSTATION-CARD-UNREADABLE",
          Severity::warning,
          "ISO 7816-4",
          {"the card in reader {reader} could not be read: {reason}",
           "la carte du lecteur {reader} n'a pas pu être lue : {reason}",
           "Take the card out, insert it again and leave it in; if that does not help, try ANS's "
           "own tools.",
           "Retirer la carte, la réinsérer et l'y laisser ; si cela ne suffit pas, l'essayer avec "
           "les outils de l'ANS."}},
     .workstation = unreadable},
    {.rule = {"WORKSTATION-CARD-KIND",
              Severity::error,
              kHolder,
              {"the card in reader {reader} cannot be used to order: it is {kind}",
               "la carte du lecteur {reader} ne permet pas de commander : c'est {kind}",
               "Insert the CPS, CPE or CPA card of a technical administrator.",
               "Insérer la carte CPS, CPE ou CPA d'un administrateur technique."}},
     .workstation = kind},
    {.rule =
         {"WORKSTATION-CARD-EXPIRED",
          Severity::error,
          kValidity,
          {"card {number} in reader {reader} expired on {date}",
           "la carte {number} du lecteur {reader} a expiré le {date}",
           "Use another administrator's card, or order a new one from ANS.",
           "Utiliser la carte d'un autre administrateur, ou en commander une nouvelle à l'ANS."}},
     .workstation = expired},
    {.rule = {"WORKSTATION-CARD-ENDS-SOON",
              Severity::warning,
              kValidity,
              {"card {number} in reader {reader} expires on {date}",
               "la carte {number} du lecteur {reader} expire le {date}",
               "Order before that day, or wait for the renewed card.",
               "Commander avant cette date, ou attendre la carte renouvelée."}},
     .workstation = ends_soon},
    {.rule =
         {"WORKSTATION-CARD-UNDECLARED",
          Severity::warning,
          kHolder,
          {"card {number} in reader {reader} belongs to no administrator of the dossier",
           "la carte {number} du lecteur {reader} n'est celle d'aucun administrateur du dossier",
           "Insert the card of a declared administrator, or write this number in the dossier and "
           "on "
           "form 413.",
           "Insérer la carte d'un administrateur déclaré, ou indiquer ce numéro dans le dossier et "
           "sur le formulaire 413."}},
     .workstation = undeclared},
    {.rule =
         {"WORKSTATION-PORTAL",
          Severity::error,
          kPrerequisites,
          {"the ordering platform {place} cannot be reached: {reason}",
           "la plateforme de commande {place} n'est pas joignable : {reason}",
           "Ask the network team to open this host and port. If browsers use a proxy, which this "
           "check does not, see whether the platform opens in a browser.",
           "Demander à l'équipe réseau d'ouvrir cet hôte et ce port. Si les navigateurs passent "
           "par "
           "un proxy (serveur mandataire), que ce contrôle n'utilise pas, voir si la plateforme "
           "s'ouvre dans un navigateur."}},
     .workstation = portal,
     .part = StationPart::portal},
    {.rule = {"WORKSTATION-CLOCK",
              Severity::error,
              kValidity,
              {"this machine's time, {now}, cannot be right: {reason}",
               "l'heure de cette machine, {now}, n'est pas vraisemblable : {reason}",
               "Set the clock, preferably by NTP: timedatectl set-ntp true",
               "Régler l'horloge, de préférence par NTP : timedatectl set-ntp true"}},
     .workstation = clock,
     .part = StationPart::machine},
    {.rule = {"WORKSTATION-FONTS",
              Severity::error,
              "dmpcert",
              {"form 413 and order sheets cannot be drawn: {reason}",
               "impossible de dessiner le formulaire 413 et les fiches de commande : {reason}",
               "Install the package fonts-dejavu-core.", "Installer le paquet fonts-dejavu-core."}},
     .workstation = fonts,
     .part = StationPart::machine},
    {.rule = {"WORKSTATION-OLD-CIPHERS",
              Severity::info,
              "RFC 7292, appendix C",
              {"delivered files with old ciphers (RC2, RC4, DES) cannot be opened: {reason}",
               "les fichiers livrés avec d'anciens chiffrements (RC2, RC4, DES) ne peuvent pas "
               "être ouverts : {reason}",
               "If the portal delivers such a file: on Debian 13, install the package "
               "openssl-provider-legacy.",
               "Si la plateforme livre un tel fichier : sous Debian 13, installer le paquet "
               "openssl-provider-legacy."}},
     .workstation = old_ciphers,
     .part = StationPart::machine},
    {.rule = {"WORKSTATION-WORKSPACE",
              Severity::error,
              "dmpcert",
              {"no key may be kept in {place}: {reason}",
               "aucune clé ne peut être gardée dans {place} : {reason}",
               "Choose a directory that belongs to who runs dmpcert, in which nobody else may "
               "write.",
               "Choisir un répertoire de l'utilisateur qui lance dmpcert, où personne d'autre ne "
               "peut écrire."}},
     .workstation = workspaces,
     .part = StationPart::machine},
    {.rule = {"WORKSTATION-TARGET",
              Severity::error,
              "dmpcert",
              {"no key may be installed in {place}: {reason}",
               "aucune clé ne peut être installée dans {place} : {reason}",
               "Run dmpcert as root, or choose a directory in which only root, or who runs "
               "dmpcert, may write.",
               "Lancer dmpcert en tant que root, ou choisir un répertoire où seul root, ou "
               "l'utilisateur qui lance dmpcert, peut écrire."}},
     .workstation = targets,
     .part = StationPart::machine},
};

}  // namespace

Checks workstation_checks() { return kChecks; }

}  // namespace detail

Findings detail::judge_workstation_by(Checks checks, const WorkstationQuestion& question) {
  Findings findings;
  const bool is_whole = question.scope == WorkstationQuestion::Scope::whole;
  for (const auto& check : checks) {
    if (!is_whole && check.part != StationPart::readers) {
      continue;
    }
    Faults faults;
    if (check.workstation != nullptr) {
      check.workstation(question, faults);
    }
    for (auto& args : faults) {
      findings.push_back(finding_of(check.rule, question.policy, std::move(args)));
    }
  }
  return findings;
}

Findings judge_workstation(const WorkstationQuestion& question) {
  return detail::judge_workstation_by(detail::workstation_checks(), question);
}

}  // namespace dmp::rules
