#include "dmp/check/contract_request.hpp"

// The mail is in French always, as everything that ANS reads.
namespace dmp::check {
namespace {

using model::ContractStatus;

std::string contract_known(const model::Establishment& site) {
  const auto& contract = site.contract;
  if (!contract) {
    return "aucun à notre connaissance";
  }
  if (contract->status == ContractStatus::unknown) {
    return "état inconnu de nous";
  }
  const auto number = contract->number.empty() ? std::string() : ", n° " + contract->number;
  switch (contract->status) {
    case ContractStatus::signed_contract:
      return "signé" +
             (contract->signed_on ? " le " + format_date_french(*contract->signed_on)
                                  : std::string()) +
             number;
    case ContractStatus::requested:
      return "demandé" + number;
    case ContractStatus::missing:
    case ContractStatus::unknown:
      break;
  }
  return "aucun à notre connaissance";
}

std::string line(std::string_view label, const std::string& value) {
  return value.empty() ? value : "   " + std::string(label) + " : " + value + "\n";
}

std::string paragraph_of(const model::Establishment& site, std::size_t number) {
  const auto text = [](const auto& identifier) {
    return identifier ? identifier->text() : std::string();
  };
  return std::to_string(number) + ". " + site.name + "\n" +
         line("FINESS géographique", text(site.finess_geographic)) +
         line("FINESS juridique", text(site.finess_juridical)) + line("SIRET", text(site.siret)) +
         line("Contrat d'adhésion", contract_known(site)) + "\n";
}

std::string sender_name(const model::Person& contact) {
  return contact.given_names + (contact.given_names.empty() ? "" : " ") + contact.family_name;
}

std::string body_of(const model::Dossier& dossier,
                    const std::vector<const model::Establishment*>& sites) {
  std::string body =
      "Madame, Monsieur,\n\n"
      "Nous préparons la commande de certificats logiciels pour l'accès au DMP. Nous vous prions "
      "de nous indiquer, pour chacun des établissements ci-dessous, s'il dispose d'un contrat "
      "d'adhésion avec l'ANS, son numéro, et le porteur de la carte CDE qui s'y rattache.\n\n"
      "Les contrats qui manquent feront l'objet d'un seul envoi pour tous les établissements.\n\n";
  for (std::size_t i = 0; i < sites.size(); ++i) {
    body += paragraph_of(*sites[i], i + 1);
  }
  const auto& contact = *dossier.group->contact;
  return body + "Cordialement,\n\n" + sender_name(contact) + "\n" + dossier.group->name +
         (dossier.group->name.empty() ? "" : "\n") +
         (contact.phone.empty() ? "" : contact.phone + "\n");
}

}  // namespace

Result<model::Mail> contract_request(const model::Dossier& dossier,
                                     const std::vector<const model::Establishment*>& sites,
                                     const policy::Policy& policy, Date as_of) {
  if (!model::is_email(policy.client_service_email)) {
    return fail(ErrorKind::input, "CONTRACT-REQUEST-ADDRESS", {arg("policy", policy.name)});
  }
  if (!dossier.group || !dossier.group->contact ||
      !model::is_email(dossier.group->contact->email)) {
    return fail(ErrorKind::input, "CONTRACT-REQUEST-SENDER", {});
  }
  const auto& group = *dossier.group;
  model::Mail mail;
  mail.from = {sender_name(*group.contact), group.contact->email};
  mail.to = {"", policy.client_service_email};
  const bool is_trial = dossier.environment == model::Environment::test ||
                        dossier.environment == model::Environment::rehearsal;
  mail.subject = std::string(is_trial ? "[Essai, ne pas envoyer] " : "") +
                 "État des lieux des contrats d'adhésion" +
                 (group.name.empty() ? std::string() : " - " + group.name) + " (" +
                 std::to_string(sites.size()) +
                 (sites.size() == 1 ? " établissement)" : " établissements)");
  mail.body = body_of(dossier, sites);
  mail.date = as_of;
  return mail;
}

}  // namespace dmp::check
