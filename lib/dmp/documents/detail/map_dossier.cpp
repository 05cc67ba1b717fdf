#include <algorithm>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/documents.hpp"
#include "dmp/model/department.hpp"

namespace dmp::documents {
namespace {

std::optional<model::Card> map_card(const Node& node, Mapper& mapper) {
  if (!node.is_object()) {
    return std::nullopt;
  }
  const auto number = mapper.identifier<model::CardNumber>(node.member("number"));
  const auto expires_on = mapper.date(node.member("expires_on"));
  const auto type = Mapper::word(node.member("type"), model::parse_card_type);
  const auto status = Mapper::word(node.member("status"), model::parse_card_status);
  if (!type) {
    return std::nullopt;
  }
  return model::Card{*type, number, status.value_or(model::CardStatus::unknown), expires_on};
}

model::Person map_person(const Node& node, Mapper& mapper) {
  return {Mapper::text(node.member("family_name")), Mapper::text(node.member("given_names")),
          Mapper::text(node.member("phone")), Mapper::text(node.member("email")),
          map_card(node.member("card"), mapper)};
}

std::optional<model::Person> map_optional_person(const Node& node, Mapper& mapper) {
  return node.is_object() ? std::optional(map_person(node, mapper)) : std::nullopt;
}

model::Administrator map_administrator(const Node& node, Mapper& mapper) {
  return {Mapper::text(node.member("id")),
          mapper.word_or(node.member("employer"), model::parse_employer,
                         model::Employer::establishment),
          map_person(node, mapper), node.pointer()};
}

model::Proxy map_proxy(const Node& node, Mapper& mapper) {
  return {Mapper::text(node.member("id")), map_person(node, mapper),
          mapper.date(node.member("form_502_sent_on"))};
}

std::optional<model::Contract> map_contract(const Node& node, Mapper& mapper) {
  if (!node.is_object()) {
    return std::nullopt;
  }
  const auto status = Mapper::word(node.member("status"), model::parse_contract_status);
  return model::Contract{status.value_or(model::ContractStatus::unknown),
                         Mapper::text(node.member("number")),
                         mapper.date(node.member("signed_on"))};
}

std::optional<model::Software> map_software(const Node& node, Mapper& mapper) {
  if (!node.is_object()) {
    return std::nullopt;
  }
  return model::Software{Mapper::text(node.member("publisher")),
                         Mapper::text(node.member("product")), Mapper::text(node.member("version")),
                         Mapper::boolean(node.member("juridical_finess_only")),
                         mapper.date(node.member("publisher_contacted_on"))};
}

std::vector<model::WantedCertificate> map_certificates(const Node& list, Mapper& mapper) {
  std::vector<model::WantedCertificate> wanted;
  list.each([&](const Node& node) {
    const auto on =
        mapper.word_or(node.member("on"), model::parse_finess_kind, model::FinessKind::geographic);
    // The model's parser is more generous than the documents' vocabulary.
    const auto usage = Mapper::word(node.member("usage"), model::parse_usage);
    if (!usage || to_string(*usage) != Mapper::text(node.member("usage"))) {
      return;
    }
    const bool twice = std::ranges::any_of(
        wanted, [&](const auto& other) { return other.usage == *usage && other.on == on; });
    if (twice) {
      mapper.add("DOSSIER-DUPLICATE-REFERENCE", Severity::warning, node,
                 {arg("value", to_string(*usage))});
      return;
    }
    wanted.push_back({*usage, on, mapper.date(node.member("ordered_on")),
                      mapper.date(node.member("withdrawn_on")),
                      mapper.date(node.member("installed_on")),
                      mapper.date(node.member("ends_on"))});
  });
  return wanted;
}

model::Form413 map_form_413(const Node& node, Mapper& mapper) {
  model::Form413 form{mapper.date(node.member("sent_on")), Mapper::text(node.member("sent_to")),
                      mapper.date(node.member("confirmed_on"))};
  const auto declared = node.member("administrators");
  if (declared.is(ValueTree::Kind::array)) {
    auto& ids = form.administrators.emplace();
    declared.each([&ids](const Node& id) { ids.push_back(Mapper::text(id)); });
  }
  return form;
}

std::string map_department(const Node& node, Mapper& mapper) {
  auto department = Mapper::text(node);
  if (!department.empty() && model::find_department(department) == nullptr) {
    mapper.add("DOSSIER-DEPARTMENT-UNKNOWN", Severity::error, node, {arg("value", department)});
    return {};
  }
  return department;
}

const std::vector<std::string>& known_kinds() {
  const auto* const site = embedded_schema("dossier").find("establishments")->part->items.get();
  return site->find("kind")->part->examples;
}

bool is_finess_category(std::string_view kind) {
  return kind.size() == 3 && std::ranges::all_of(kind, [](char c) { return c >= '0' && c <= '9'; });
}

std::string map_kind(const Node& node, Mapper& mapper) {
  auto kind = Mapper::text(node);
  const auto& known = known_kinds();
  if (!kind.empty() && !is_finess_category(kind) && std::ranges::find(known, kind) == known.end()) {
    const auto shown = std::string(cut_characters(kind, 40));
    const auto meant = nearest(shown, known);
    mapper.add("DOSSIER-KIND-UNKNOWN", Severity::info, node,
               {arg("value", shown), arg("nearest", meant.value_or("")),
                arg_text("advice", meant ? "SCHEMA.did-you-mean" : "DOSSIER-KIND-UNKNOWN.keep")});
  }
  return kind;
}

void map_numbers(const Node& node, model::Establishment& site, Mapper& mapper) {
  const auto finess = node.member("finess");
  site.finess_geographic = mapper.identifier<model::Finess>(finess.member("geographic"));
  site.finess_juridical = mapper.identifier<model::Finess>(finess.member("juridical"));
  site.siret = mapper.identifier<model::Siret>(node.member("siret"));
  site.department = map_department(node.member("department"), mapper);
}

model::Establishment map_establishment(const Node& node, Mapper& mapper) {
  model::Establishment site;
  site.id = Mapper::text(node.member("id"));
  mapper.set_site(site.id);
  site.pointer = node.pointer();
  site.name = Mapper::text(node.member("name"));
  map_numbers(node, site, mapper);
  site.category =
      mapper.word_or(node.member("category"), model::parse_category, model::Category::es);
  site.kind = map_kind(node.member("kind"), mapper);
  site.sector = Mapper::word(node.member("sector"), model::parse_sector);
  site.contract = map_contract(node.member("contract"), mapper);
  site.representative = map_optional_person(node.member("representative"), mapper);
  node.member("proxies").each(
      [&](const Node& proxy) { site.proxies.push_back(map_proxy(proxy, mapper)); });
  site.signatory = Mapper::word(node.member("signatory"), model::parse_signatory);
  node.member("administrators").each([&](const Node& id) {
    site.administrators.push_back(Mapper::text(id));
  });
  site.software = map_software(node.member("software"), mapper);
  site.form_413 = map_form_413(node.member("form_413"), mapper);
  site.certificates = map_certificates(node.member("certificates"), mapper);
  mapper.set_site("");
  return site;
}

model::Group map_group(const Node& node, Mapper& mapper) {
  return {
      mapper.word_or(node.member("kind"), model::parse_group_kind, model::GroupKind::single_site),
      Mapper::text(node.member("name")),
      map_optional_person(node.member("contact"), mapper),
      Mapper::text(node.member("team")),
      Mapper::text(node.member("architecture")),
      mapper.date(node.member("contracts_reviewed_on")),
      mapper.date(node.member("contracts_sent_on")),
      Mapper::boolean(node.member("producers_listed"))};
}

std::vector<model::AcceptedFinding> map_accepted(const Node& list, Mapper& mapper) {
  std::vector<model::AcceptedFinding> accepted;
  list.each([&](const Node& node) {
    // Without an end there is nothing to accept; the validator or the date's rule has told it.
    if (const auto until = mapper.date(node.member("until"))) {
      accepted.push_back({Mapper::text(node.member("rule")),
                          Mapper::text(node.member("site")),
                          {Mapper::text(node.member("reason")), *until},
                          node.pointer()});
    }
  });
  return accepted;
}

}  // namespace

model::Dossier map_dossier(const ValueTree& tree, Mapper& mapper) {
  const auto top = Node::root(tree);
  model::Dossier dossier;
  // A word that is not of the vocabulary must not become an order from production.
  const auto environment = top.member("environment");
  dossier.environment =
      environment.present()
          ? Mapper::word(environment, model::parse_environment)
                .value_or(model::Environment::unknown)
          : mapper.word_or(environment, model::parse_environment, model::Environment::production);
  const auto group = top.member("group");
  if (group.is_object()) {
    dossier.group = map_group(group, mapper);
  }
  const auto administrators = top.member("administrators");
  dossier.administrators.reserve(administrators.size());
  administrators.each(
      [&](const Node& node) { dossier.administrators.push_back(map_administrator(node, mapper)); });
  const auto establishments = top.member("establishments");
  dossier.establishments.reserve(establishments.size());
  establishments.each(
      [&](const Node& node) { dossier.establishments.push_back(map_establishment(node, mapper)); });
  const auto accepted = top.member("accepted");
  dossier.accepted = map_accepted(accepted, mapper);
  return dossier;
}

std::span<const OtherName> other_names_of_dossier() {
  static constexpr OtherName kNames[] = {
      {"schema_version", "version"},
      {"environnement", "environment"},
      {"env", "environment"},
      {"groupe", "group"},
      {"ght", "group"},
      {"administrateurs", "administrators"},
      {"admins", "administrators"},
      {"technical_administrators", "administrators"},
      {"etablissements", "establishments"},
      {"établissements", "establishments"},
      {"sites", "establishments"},
      {"nom", "family_name"},
      {"last_name", "family_name"},
      {"lastname", "family_name"},
      {"surname", "family_name"},
      {"prenom", "given_names"},
      {"prénom", "given_names"},
      {"prenoms", "given_names"},
      {"prénoms", "given_names"},
      {"first_name", "given_names"},
      {"given_name", "given_names"},
      {"firstname", "given_names"},
      {"telephone", "phone"},
      {"téléphone", "phone"},
      {"tel", "phone"},
      {"courriel", "email"},
      {"mail", "email"},
      {"e-mail", "email"},
      {"carte", "card"},
      {"numero", "number"},
      {"numéro", "number"},
      {"expires", "expires_on"},
      {"expiry", "expires_on"},
      {"valid_until", "expires_on"},
      {"raison_sociale", "name"},
      {"denomination", "name"},
      {"dénomination", "name"},
      {"nom", "name"},
      {"finess_geographic", "finess"},
      {"finess_juridical", "finess"},
      {"geographique", "geographic"},
      {"géographique", "geographic"},
      {"et", "geographic"},
      {"juridique", "juridical"},
      {"legal", "juridical"},
      {"ej", "juridical"},
      {"categorie", "category"},
      {"catégorie", "category"},
      {"type", "kind"},
      {"secteur", "sector"},
      {"departement", "department"},
      {"département", "department"},
      {"contrat", "contract"},
      {"representant", "representative"},
      {"représentant", "representative"},
      {"legal_representative", "representative"},
      {"mandataires", "proxies"},
      {"mandataries", "proxies"},
      {"delegates", "proxies"},
      {"signataire", "signatory"},
      {"logiciel", "software"},
      {"editeur", "publisher"},
      {"éditeur", "publisher"},
      {"vendor", "publisher"},
      {"produit", "product"},
      {"formulaire_413", "form_413"},
      {"form413", "form_413"},
      {"certificats", "certificates"},
      {"finess_kind", "on"},
  };
  return kNames;
}

}  // namespace dmp::documents
