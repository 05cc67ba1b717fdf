#include "dmp/documents/detail/map_parts.hpp"

#include <algorithm>
#include <array>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/schema.hpp"
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

const std::vector<std::string>& known_kinds() {
  const auto* const site = embedded_schema("dossier").find("establishments")->part->items.get();
  return site->find("kind")->part->examples;
}

bool is_finess_category(std::string_view kind) {
  return kind.size() == 3 && std::ranges::all_of(kind, [](char c) { return c >= '0' && c <= '9'; });
}

bool are_alike(const model::WantedCertificate& a, const model::WantedCertificate& b) {
  return a.usage == b.usage && a.service == b.service && a.name == b.name;
}

/// Whether what tells a certificate from another one is still to be found out.
bool is_open(const Node& node) {
  return std::ranges::any_of(std::array{"service", "name", "carried_by"}, [&](const auto* key) {
    return !node.member(key).present() && Mapper::stands_in(node, key);
  });
}

/// Reads one certificate; nothing where it has no usage of the vocabulary.
std::optional<SaidCertificate> map_certificate(const Node& node, Mapper& mapper) {
  // The model's parser is more generous than the documents' vocabulary.
  const auto usage = Mapper::word(node.member("usage"), model::parse_usage);
  if (!usage || to_string(*usage) != Mapper::text(node.member("usage"))) {
    return std::nullopt;
  }
  const auto on = Mapper::word(node.member("carried_by"), model::parse_finess_kind);
  model::WantedCertificate wanted{*usage,
                                  on.value_or(model::FinessKind::geographic),
                                  mapper.date(node.member("requested_on")),
                                  mapper.date(node.member("collected_on")),
                                  mapper.date(node.member("installed_on")),
                                  mapper.date(node.member("expires_on"))};
  if (auto service = Mapper::text(node.member("service")); !service.empty()) {
    wanted.service = std::move(service);
  }
  wanted.name = Mapper::text(node.member("name"));
  return SaidCertificate{std::move(wanted), node.member("carried_by").present(), is_open(node),
                         node.pointer()};
}

}  // namespace

model::Person map_person(const Node& node, Mapper& mapper) {
  return {Mapper::text(node.member("family_name")), Mapper::text(node.member("given_names")),
          Mapper::text(node.member("phone")), Mapper::text(node.member("email")),
          map_card(node.member("card"), mapper)};
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
                         Mapper::boolean(node.member("legal_entity_only")),
                         mapper.date(node.member("publisher_contacted_on"))};
}

SaidCertificates map_certificates(const Node& list, const SaidCertificates& shared,
                                  Mapper& mapper) {
  auto all = shared;
  SaidCertificates own;
  list.each([&](const Node& node) {
    auto said = map_certificate(node, mapper);
    if (!said) {
      return;
    }
    const auto alike = [&](const auto& other) { return are_alike(other.wanted, said->wanted); };
    if (!said->is_carrier_said) {
      const auto before = std::ranges::find_if(shared, alike);
      if (before != shared.end()) {
        said->wanted.on = before->wanted.on;
      }
      said->is_carrier_said = true;
    }
    const auto same = [&](const auto& other) {
      return alike(other) && other.wanted.on == said->wanted.on && !other.is_open && !said->is_open;
    };
    if (std::ranges::any_of(own, same)) {
      mapper.add("DOSSIER-DUPLICATE-REFERENCE", Severity::warning, node,
                 {arg("value", to_string(said->wanted.usage))});
      return;
    }
    if (said->wanted.service != model::kDmp && said->wanted.name.empty() &&
        !Mapper::stands_in(node, "name")) {
      mapper.add("DOSSIER-CERTIFICATE-NAME", Severity::error, node,
                 {arg("service", said->wanted.service)});
    }
    own.push_back(*said);
    // The first one takes the place of what is shared, another one stands behind.
    const auto place = std::ranges::find_if(all, alike);
    if (place != all.end() && std::ranges::count_if(own, alike) == 1) {
      *place = std::move(*said);
    } else {
      all.push_back(std::move(*said));
    }
  });
  return all;
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

std::string map_kind(const Node& node, Mapper& mapper) {
  auto kind = Mapper::text(node);
  const auto& known = known_kinds();
  if (!kind.empty() && !is_finess_category(kind) && std::ranges::find(known, kind) == known.end()) {
    const auto shown = std::string(cut_characters(kind, 40));
    const auto meant = nearest(shown, known);
    mapper.add("DOSSIER-KIND-UNKNOWN", Severity::info, node,
               with_repair({arg("value", shown), arg("nearest", meant.value_or("")),
                            arg_text("advice",
                                     meant ? "SCHEMA.did-you-mean" : "DOSSIER-KIND-UNKNOWN.keep")},
                           repair_of_word(kind, known)));
  }
  return kind;
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

}  // namespace dmp::documents
