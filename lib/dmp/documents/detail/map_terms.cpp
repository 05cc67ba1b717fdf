#include "dmp/documents/detail/map_terms.hpp"

#include <unordered_set>

#include "dmp/base/utf8.hpp"

namespace dmp::documents {
namespace {

/// Reads a part that refers to nothing.
template <typename Read>
auto said(const Node& node, bool is_site, std::string_view part, Read read) {
  Said<typename decltype(read(node))::value_type> said{node.present(), read(node)};
  if (said.is_said && !is_site) {
    said.origins.push_back({std::string(part), node.pointer()});
  }
  return said;
}

/// Adds where a part was said, and where what it refers to stands.
void add_origins(std::string_view part, const Node& node, bool is_site, const std::string& target,
                 std::vector<model::Origin>& origins) {
  const auto own = node.pointer();
  if (!is_site) {
    origins.push_back({std::string(part), own});
  }
  if (target != own) {
    origins.push_back({std::string(part) + "/", target + "/"});
  }
}

}  // namespace

template <typename T>
void Lists::add(Directory<T>& directory, const Node& node, T value) {
  const auto id = node.member("id");
  auto text = Mapper::text(id);
  if (text.empty()) {
    return;
  }
  if (const auto first = directory.add(text, std::move(value), node.pointer()); !first.empty()) {
    mapper_.add("DOSSIER-DUPLICATE-ID", Severity::error, id,
                {arg("id", text), arg("line", mapper_.line_of(first + "/id"))});
  }
}

template <typename T>
const typename Directory<T>::Entry* Lists::use(Directory<T>& directory, const Node& id,
                                               std::string_view rule) {
  const auto text = Mapper::text(id);
  const auto* const entry = directory.use(text);
  if (entry != nullptr || text.empty()) {
    return entry;
  }
  constexpr std::size_t kMostCandidates = 200;
  std::vector<std::string_view> known;
  if (directory.entries().size() <= kMostCandidates && !mapper_.full()) {
    for (const auto& each : directory.entries()) {
      known.emplace_back(each.first);
    }
  }
  const auto meant = nearest(text, known);
  if (meant) {
    directory.use(*meant);  // Else it would be said to be unused, for the same cause.
    meant_.emplace(*meant);
  }
  mapper_.add(
      rule, Severity::error, id,
      with_repair({arg("id", text), arg("nearest", meant.value_or("")),
                   arg_text("advice", meant ? "SCHEMA.did-you-mean" : std::string(rule) + ".add")},
                  meant ? std::optional(Repair{false, as_json(*meant)}) : std::nullopt));
  return nullptr;
}

void Lists::read(const Node& top) {
  top.member("people").each(
      [&](const Node& node) { add(people_, node, map_person(node, mapper_)); });
  top.member("software").each([&](const Node& node) {
    add(software_, node, map_software(node, mapper_).value_or(model::Software{}));
  });
  const auto administrators = top.member("administrators");
  administrators_.reserve(administrators.size());
  administrators.each([&](const Node& node) { read_administrator(node); });
}

void Lists::read_administrator(const Node& node) {
  const auto person_node = node.member("person");
  const auto id = person_node.is_object() ? person_node.member("id") : person_node;
  std::string pointer;
  auto person = this->person(person_node, pointer);
  const bool is_known = person.has_value();
  model::Administrator administrator{Mapper::text(id),
                                     mapper_.word_or(node.member("employer"), model::parse_employer,
                                                     model::Employer::establishment),
                                     person.value_or(model::Person{}), node.pointer(),
                                     std::move(pointer)};
  const auto place = administrators_.size();
  if (!administrator.id.empty()) {
    const auto first = named_.add(administrator.id, place, node.pointer());
    if (!is_known) {
      named_.use(administrator.id);  // Who is not known has been reported: unused is not worse.
    }
    if (!first.empty()) {
      mapper_.add("DOSSIER-DUPLICATE-ID", Severity::error, id,
                  {arg("id", administrator.id), arg("line", mapper_.line_of(first))});
    }
  }
  administrators_.push_back(std::move(administrator));
}

std::optional<model::Person> Lists::person(const Node& node, std::string& pointer) {
  pointer = node.pointer();
  if (node.is_object()) {
    return map_person(node, mapper_);
  }
  if (!node.is_string()) {
    return std::nullopt;
  }
  const auto* const known = use(people_, node, "DOSSIER-PERSON-UNKNOWN");
  if (known == nullptr) {
    return std::nullopt;
  }
  pointer = known->pointer;
  return known->value;
}

Said<model::Person> Lists::representative(const Node& node, bool is_site) {
  Said<model::Person> said{node.present()};
  if (said.is_said) {
    std::string pointer;
    said.value = person(node, pointer);
    add_origins("representative", node, is_site, pointer, said.origins);
  }
  return said;
}

Said<std::vector<model::Proxy>> Lists::agents(const Node& list, bool is_site) {
  Said<std::vector<model::Proxy>> said{list.present(), std::vector<model::Proxy>()};
  if (said.is_said && !is_site) {
    said.origins.push_back({"agents", list.pointer()});
  }
  list.each([&](const Node& node) {
    const auto who = node.member("person");
    std::string pointer;
    auto person = this->person(who, pointer);
    if (!person) {
      return;
    }
    const auto part = "agents/" + std::to_string(said.value->size());
    said.origins.push_back({part, node.pointer()});
    said.origins.push_back({part + "/", pointer + "/"});
    const auto sent = node.member("form_502_sent_on");
    said.origins.push_back({part + "/form_502_sent_on", sent.pointer()});
    said.value->push_back({Mapper::text(who.is_object() ? who.member("id") : who),
                           std::move(*person), mapper_.date(sent)});
  });
  return said;
}

Said<std::vector<std::string>> Lists::named(const Node& list, bool is_site) {
  auto said = documents::said(list, is_site, "administrators", [&](const Node& all) {
    std::vector<std::string> ids;
    std::unordered_set<std::string> here;
    all.each([&](const Node& node) {
      auto id = Mapper::text(node);
      if (!id.empty() && !here.insert(id).second) {
        mapper_.add("DOSSIER-DUPLICATE-REFERENCE", Severity::warning, node, {arg("value", id)});
      } else if (named_.use(id) == nullptr && !meant_.contains(id)) {
        use(named_, node, "DOSSIER-ADMINISTRATOR-UNKNOWN");
      }
      ids.push_back(std::move(id));
    });
    return std::optional(std::move(ids));
  });
  return said;
}

Said<model::Software> Lists::software(const Node& node, bool is_site) {
  Said<model::Software> said{node.present(), map_software(node, mapper_)};
  const auto* const known =
      node.is_string() ? use(software_, node, "DOSSIER-SOFTWARE-UNKNOWN") : nullptr;
  if (known != nullptr) {
    said.value = known->value;
  }
  if (said.is_said) {
    add_origins("software", node, is_site, known != nullptr ? known->pointer : node.pointer(),
                said.origins);
  }
  return said;
}

Terms Lists::terms(const Node& level, bool is_site, const SaidCertificates& above) {
  Terms terms;
  terms.contract = said(level.member("contract"), is_site, "contract",
                        [&](const Node& node) { return map_contract(node, mapper_); });
  terms.representative = representative(level.member("representative"), is_site);
  terms.proxies = agents(level.member("agents"), is_site);
  terms.signatory = said(level.member("signatory"), is_site, "signatory", [](const Node& node) {
    return Mapper::word(node, model::parse_signatory);
  });
  terms.administrators = named(level.member("administrators"), is_site);
  terms.software = software(level.member("software"), is_site);
  terms.certificates = map_certificates(level.member("certificates"), above, mapper_);
  return terms;
}

void Lists::report_unused() {
  const auto report = [&](std::string_view rule, const auto& directory) {
    for (const auto& [id, entry] : directory.entries()) {
      if (!entry.is_used) {
        mapper_.add_at(rule, Severity::info, entry.pointer, {arg("id", id)});
      }
    }
  };
  report("DOSSIER-UNUSED", people_);
  report("DOSSIER-UNUSED", software_);
  report("DOSSIER-ADMINISTRATOR-UNUSED", named_);
}

}  // namespace dmp::documents
