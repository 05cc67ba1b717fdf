#include <array>
#include <unordered_map>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/documents.hpp"
#include "dmp/documents/detail/map_terms.hpp"
#include "dmp/policy/policy.hpp"

namespace dmp::documents {
namespace {

/// DossierMap reads a whole dossier: first what it lists, then what it says once for several sites,
/// then the sites.
class DossierMap {
 public:
  DossierMap(const Node& top, Mapper& mapper) : top_(top), mapper_(mapper), lists_(mapper) {}

  model::Dossier read();
  void report_unused();

 private:
  /// A legal entity with what it says for its sites.
  struct Entity {
    std::shared_ptr<const model::LegalEntity> entity;
    Terms terms;
    bool is_used = false;
  };

  [[nodiscard]] model::Environment environment() const;
  std::string edition();
  model::Group group(const Node& node);
  void read_entity(const Node& node);
  model::Establishment establishment(const Node& node);
  /// Finds the site's legal entity; nullptr where the dossier describes none.
  const Entity* entity_of(const Node& node, model::Establishment& site);
  void take_terms(const Node& node, const Entity* entity, model::Establishment& site);

  const Node& top_;
  Mapper& mapper_;
  Lists lists_;
  Terms defaults_;
  std::vector<Entity> entities_;
  std::unordered_map<std::string, std::size_t> entity_at_;  ///< By number, and as it was typed.
};

model::Environment DossierMap::environment() const {
  const auto node = top_.member("environment");
  // A word that is not of the vocabulary must not become an order from production.
  return node.present()
             ? Mapper::word(node, model::parse_environment).value_or(model::Environment::unknown)
             : mapper_.word_or(node, model::parse_environment, model::Environment::production);
}

std::string DossierMap::edition() {
  const auto node = top_.member("edition");
  auto name = Mapper::text(node);
  if (!name.empty() && policy::find_policy(name) == nullptr) {
    std::vector<std::string_view> known;
    for (const auto& each : policy::builtin_policies()) {
      known.emplace_back(each.name);
    }
    mapper_.add("DOSSIER-EDITION-UNKNOWN", Severity::error, node,
                {arg("value", cut_characters(name, 60)),
                 arg("nearest", nearest(name, known).value_or(known.back()))});
    name.clear();
  }
  return name;
}

model::Group DossierMap::group(const Node& node) {
  model::Group group;
  group.kind =
      mapper_.word_or(node.member("kind"), model::parse_group_kind, model::GroupKind::single_site);
  group.name = Mapper::text(node.member("name"));
  group.contact = lists_.person(node.member("contact"), group.contact_at);
  group.team = Mapper::text(node.member("team"));
  group.architecture = Mapper::text(node.member("architecture"));
  group.contracts_reviewed_on = mapper_.date(node.member("contracts_reviewed_on"));
  group.contracts_sent_on = mapper_.date(node.member("contracts_sent_on"));
  group.producers_listed = Mapper::boolean(node.member("producers_listed"));
  return group;
}

void DossierMap::read_entity(const Node& node) {
  const auto finess = node.member("finess");
  const auto typed = Mapper::text(finess);
  auto entity = std::make_shared<model::LegalEntity>();
  entity->finess = mapper_.identifier<model::Finess>(finess);
  entity->name = Mapper::text(node.member("name"));
  entity->siren = mapper_.identifier<model::Siren>(node.member("siren"));
  entity->department = map_department(node.member("department"), mapper_);
  entity->pointer = node.pointer();
  const auto place = entities_.size();
  const auto number = entity->finess ? entity->finess->text() : typed;
  if (!number.empty()) {
    const auto [first, is_new] = entity_at_.emplace(number, place);
    if (!is_new) {
      const auto& before = entities_[first->second].entity->pointer;
      mapper_.add("DOSSIER-DUPLICATE-ENTITY", Severity::error, finess,
                  {arg("finess", number), arg("line", mapper_.line_of(before))});
    }
    entity_at_.emplace(typed, place);
  }
  entities_.push_back({std::move(entity), lists_.terms(node, false, defaults_.certificates)});
}

const DossierMap::Entity* DossierMap::entity_of(const Node& node, model::Establishment& site) {
  const auto reference = node.member("legal_entity");
  auto found = entity_at_.find(Mapper::text(reference));
  if (found == entity_at_.end()) {
    // As it stands there it is nobody's: what is wrong with it is said once, here.
    site.finess_juridical = mapper_.identifier<model::Finess>(reference);
    if (!site.finess_juridical) {
      return nullptr;
    }
    found = entity_at_.find(site.finess_juridical->text());
    if (found == entity_at_.end()) {
      mapper_.add("DOSSIER-LEGAL-ENTITY-UNKNOWN", Severity::error, reference,
                  {arg("finess", site.finess_juridical->text())});
      return nullptr;
    }
  }
  auto& entity = entities_[found->second];
  entity.is_used = true;
  site.legal_entity = entity.entity;
  site.finess_juridical = entity.entity->finess;
  if (!site.finess_juridical) {
    site.origins.push_back({"legal_entity", entity.entity->pointer + "/finess"});
  }
  return &entity;
}

/// Takes a part from the first level that says it.
template <typename T, typename Into>
void take(const std::array<const Terms*, 3>& levels, Said<T> Terms::* part, Into& into,
          std::vector<model::Origin>& origins) {
  for (const auto* level : levels) {
    if (level != nullptr && (level->*part).is_said) {
      const auto& said = level->*part;
      if (said.value) {
        into = *said.value;
      }
      origins.insert(origins.end(), said.origins.begin(), said.origins.end());
      return;
    }
  }
}

void DossierMap::take_terms(const Node& node, const Entity* entity, model::Establishment& site) {
  const auto& above = entity != nullptr ? entity->terms.certificates : defaults_.certificates;
  const auto own = lists_.terms(node, true, above);
  const std::array levels{&own, entity != nullptr ? &entity->terms : nullptr,
                          const_cast<const Terms*>(&defaults_)};
  take(levels, &Terms::contract, site.contract, site.origins);
  take(levels, &Terms::representative, site.representative, site.origins);
  take(levels, &Terms::proxies, site.proxies, site.origins);
  take(levels, &Terms::signatory, site.signatory, site.origins);
  take(levels, &Terms::administrators, site.administrators, site.origins);
  take(levels, &Terms::software, site.software, site.origins);
  for (const auto& said : own.certificates) {
    const auto part = "certificates/" + std::to_string(site.certificates.size());
    if (said.pointer != site.pointer + "/" + part) {
      site.origins.push_back({part, said.pointer});
    }
    site.certificates.push_back(said.wanted);
  }
}

model::Establishment DossierMap::establishment(const Node& node) {
  model::Establishment site;
  site.id = Mapper::text(node.member("id"));
  mapper_.set_site(site.id);
  site.pointer = node.pointer();
  site.name = Mapper::text(node.member("name"));
  site.finess_geographic = mapper_.identifier<model::Finess>(node.member("finess"));
  site.siret = mapper_.identifier<model::Siret>(node.member("siret"));
  site.department = map_department(node.member("department"), mapper_);
  site.category =
      mapper_.word_or(node.member("category"), model::parse_category, model::Category::es);
  site.kind = map_kind(node.member("kind"), mapper_);
  site.sector = Mapper::word(node.member("sector"), model::parse_sector);
  site.form_413 = map_form_413(node.member("form_413"), mapper_);
  take_terms(node, entity_of(node, site), site);
  mapper_.set_site("");
  return site;
}

model::Dossier DossierMap::read() {
  model::Dossier dossier;
  dossier.environment = environment();
  dossier.edition = edition();
  lists_.read(top_);
  const auto group_node = top_.member("group");
  if (group_node.is_object()) {
    dossier.group = group(group_node);
  }
  defaults_ = lists_.terms(top_.member("defaults"), false, {});
  const auto entities = top_.member("legal_entities");
  entities_.reserve(entities.size());
  entities.each([&](const Node& node) { read_entity(node); });
  const auto establishments = top_.member("establishments");
  dossier.establishments.reserve(establishments.size());
  establishments.each(
      [&](const Node& node) { dossier.establishments.push_back(establishment(node)); });
  for (const auto& each : entities_) {
    dossier.legal_entities.push_back(each.entity);
  }
  dossier.administrators = lists_.take_administrators();
  dossier.accepted = map_accepted(top_.member("accepted"), mapper_);
  return dossier;
}

void DossierMap::report_unused() {
  lists_.report_unused();
  for (const auto& each : entities_) {
    if (!each.is_used) {
      mapper_.add_at(
          "DOSSIER-UNUSED", Severity::info, each.entity->pointer,
          {arg("id", each.entity->finess ? each.entity->finess->text() : each.entity->name)});
    }
  }
}

}  // namespace

model::Dossier map_dossier(const ValueTree& tree, bool is_whole, Mapper& mapper) {
  const auto top = Node::root(tree);
  DossierMap map(top, mapper);
  auto dossier = map.read();
  check_references(dossier, mapper);
  // A reference that is mistyped explains what nothing refers to.
  if (is_whole && !mapper.has_error()) {
    map.report_unused();
  }
  return dossier;
}

}  // namespace dmp::documents
