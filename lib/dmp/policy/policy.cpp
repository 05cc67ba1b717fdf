#include "dmp/policy/policy.hpp"

#include <algorithm>
#include <array>

namespace dmp::policy {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kRenewalSource =
    "FAQ industriels de l'ANS (industriels.esante.gouv.fr/faq), « certificats »";
constexpr std::string_view kThresholdSource =
    "Seuils de surveillance de dmpcert ; la procédure n'en fixe pas";
constexpr std::string_view kSectorGuide =
    "Guide Ségur hôpital V0.8 du 13/10/2023 (scribd.com/document/695856103)";

/// The procedure of 30/09/2021, word for word. What it leaves open is named as a deviation.
Policy edition_2021() {
  Policy p;
  p.name = "ans-2021-09-30";
  p.title = "Commande de certificats pour le DMP, ANS, 30/09/2021";
  p.published_on = 2021y / 9 / 30;
  p.service_names = {{model::Usage::auth_cli, "DMP AUTHENTIFICATION"},
                     {model::Usage::sign, "DMP SIGNATURE"}};
  p.required_usages = {model::Usage::auth_cli, model::Usage::sign};
  p.finess_kind = model::FinessKind::geographic;
  p.finess_kind_from = 2022y / 1 / 1;
  p.contract_per_site = true;
  p.client_service_email = "monserviceclient.certificats@asipsante.fr";
  p.form_413_url = "https://esante.gouv.fr/documents/413";
  p.portal_url = "https://pfc.eservices.esante.gouv.fr";
  p.portal_login_url = "https://pfc-auth.eservices.esante.gouv.fr";
  p.portal_manual_url =
      "https://tech.esante.gouv.fr/outils-services/igc-sante/manuels-utilisateurs";
  p.project_statement = "Authentification et signature sur le DMP";
  p.offer = "Certificat ORG (Personne morale) usage AUTH_CLI, SIGN, CONF";
  p.validity_months = 36;
  p.renewal_notice_days = 60;
  p.order_lead_days = 60;
  p.warn_days = 90;
  p.critical_days = 30;
  p.deviations = {{"/renewal_notice_days", std::string(kRenewalSource), "official"},
                  {"/order_lead_days", std::string(kThresholdSource), "inference"},
                  {"/warn_days", std::string(kThresholdSource), "inference"},
                  {"/critical_days", std::string(kThresholdSource), "inference"}};
  return p;
}

/// What later guides changed. A value of 2021 stays where no source says what replaced it.
Policy edition_2023() {
  auto p = edition_2021();
  p.name = "ans-2023";
  p.title = "Procédure du 30/09/2021 telle que modifiée par les guides de 2023 et après";
  p.published_on = 2023y / 10 / 13;
  p.finess_kind = model::FinessKind::juridical;
  p.finess_kind_from = 2023y / 1 / 1;
  p.contract_per_site = false;
  p.client_service_email.clear();
  p.habilitation_portal = "mesHabilitations";
  p.portal_manual_url =
      "https://esante.gouv.fr/guides/guides-IGC-sante/je-souhaite-demander-un-certificat";
  const Deviation later[] = {
      {"/published_on", std::string(kSectorGuide), "official"},
      {"/finess_kind", std::string(kSectorGuide), "official"},
      {"/finess_kind_from", "esante-bretagne.fr/segur, alimentation du DMP", "secondary"},
      {"/contract_per", "FAQ de esante-occitanie.fr et de esante-bretagne.fr", "secondary"},
      {"/client_service_email",
       "Le domaine asipsante.fr n'est plus en service et l'adresse qui lui succède n'a pas été "
       "trouvée : à demander à l'ANS, puis à donner dans une politique",
       "secondary"},
      {"/habilitation_portal",
       "Guides esante.gouv.fr/guides/guides-pmh et dsih.fr/articles/5479 ; que le formulaire 413 "
       "soit encore accepté n'est pas établi",
       "secondary"},
      {"/portal_manual_url", "Guides IGC-Santé de esante.gouv.fr", "official"},
  };
  p.deviations.insert(p.deviations.end(), std::begin(later), std::end(later));
  return p;
}

}  // namespace

std::string Policy::service_name(model::Usage usage) const {
  const auto found = service_names.find(usage);
  return found == service_names.end() ? std::string() : found->second;
}

Severity Policy::severity_of(std::string_view rule, Severity usual) const {
  const auto found = severities.find(rule);
  return found == severities.end() ? usual : found->second;
}

std::span<const Policy> builtin_policies() {
  static const std::array editions{edition_2021(), edition_2023()};
  return editions;
}

const Policy* find_policy(std::string_view name) {
  const auto editions = builtin_policies();
  const auto found = std::ranges::find(editions, name, &Policy::name);
  return found == editions.end() ? nullptr : &*found;
}

}  // namespace dmp::policy
