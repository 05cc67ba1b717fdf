#include "dmp/dossier/detail/view.hpp"

#include <algorithm>

#include "dmp/base/listed.hpp"
#include "dmp/dossier/detail/value.hpp"

namespace dmp::dossier {
namespace {

std::string element(std::string_view list, std::size_t index) {
  return std::string(list) + "/" + std::to_string(index);
}

/// A number as the dossier means it, whatever spaces it was typed with.
std::string tidy(const std::string& text, ColumnKind kind) {
  Column column;
  column.kind = kind;
  const auto value = read_value({1, text, documents::CellKind::text, false}, column);
  return value ? value->text : text;
}

}  // namespace

View::View(const documents::Edit& document) : document_(document) {
  for (std::size_t i = 0, size = document.size("/people"); i < size; ++i) {
    add_person(element("/people", i));
  }
  for (std::size_t i = 0, size = document.size("/administrators"); i < size; ++i) {
    const auto at = element("/administrators", i) + "/person";
    const auto id = document.text(at);
    administrators_.insert(id.value_or(text(at + "/id")));
    if (!id) {
      add_person(at);
    }
  }
  for (std::size_t i = document.size("/software"); i-- > 0;) {
    software_[text(element("/software", i) + "/id")] = element("/software", i);
  }
  for (std::size_t i = document.size("/legal_entities"); i-- > 0;) {
    const auto at = element("/legal_entities", i);
    entities_[tidy(text(at + "/finess"), ColumnKind::finess)] = at;
  }
  for (std::size_t i = this->size(); i-- > 0;) {
    const auto at = element("/establishments", i);
    sites_[text(at + "/id")] = i;
    ids_.insert(text(at + "/id"));
    for (const auto& [part, kind] :
         {std::pair("/siret", ColumnKind::siret), std::pair("/finess", ColumnKind::finess)}) {
      if (const auto number = text(at + part); !number.empty()) {
        sites_[tidy(number, kind)] = i;
      }
    }
  }
  sites_.erase("");
  names_.erase("");
}

void View::add_person(const std::string& pointer) {
  const auto id = text(pointer + "/id");
  people_.emplace(id, pointer);
  names_.emplace(name_key(text(pointer + "/family_name") + " " + text(pointer + "/given_names")),
                 id);
  ids_.insert(id);
}

std::optional<std::size_t> View::find_site(std::string_view number_or_id) const {
  const auto found = sites_.find(number_or_id);
  return found == sites_.end() ? std::nullopt : std::optional(found->second);
}

std::string View::person(std::string_view id) const {
  const auto found = people_.find(id);
  return found == people_.end() ? std::string() : found->second;
}

std::string View::entity(std::string_view finess) const {
  const auto found = entities_.find(finess);
  return found == entities_.end() ? std::string() : found->second;
}

std::string View::find_person(std::string_view name) const {
  const auto found = names_.find(name);
  return found == names_.end() ? std::string() : found->second;
}

std::string View::text(const std::string& pointer) const {
  auto found = document_.text(pointer).value_or("");
  return documents::is_todo(found) ? std::string() : found;
}

std::string View::resolved(const std::string& pointer, std::string_view list) const {
  const auto id = document_.text(pointer);
  if (!id) {
    return pointer;
  }
  const auto& known = list == "software" ? software_ : people_;
  const auto found = known.find(*id);
  return found == known.end() ? std::string() : found->second;
}

std::vector<std::string> View::levels(std::size_t site, std::string_view part) const {
  const auto own = element("/establishments", site);
  std::vector<std::string> levels = {own};
  const bool is_shared = part == "contract" || part == "representative" || part == "software" ||
                         part == "administrators" || part == "certificates";
  if (is_shared) {
    if (auto above = entity(tidy(text(own + "/legal_entity"), ColumnKind::finess));
        !above.empty()) {
      levels.push_back(std::move(above));
    }
    levels.emplace_back("/defaults");
  }
  return levels;
}

std::string View::place(std::size_t site, std::string_view path) const {
  const auto part = std::string(path.substr(0, path.find('/')));
  for (const auto& level : levels(site, part)) {
    const auto pointer = level + "/" + part;
    if (document_.has(pointer)) {
      const bool refers = part == "representative" || part == "software";
      const auto at = refers ? resolved(pointer, part) : pointer;
      return at.empty() ? at : at + std::string(path.substr(part.size()));
    }
  }
  return {};
}

std::string View::certificates(std::size_t site) const {
  std::vector<std::string> items;
  for (const auto& level : levels(site, "certificates")) {
    for (std::size_t i = 0; i < document_.size(level + "/certificates"); ++i) {
      const auto each = element(level + "/certificates", i);
      auto item = document_.text(each + "/service").value_or("DMP") + " " + text(each + "/usage");
      if (std::ranges::find(items, item) == items.end()) {
        items.push_back(std::move(item));
      }
    }
  }
  std::ranges::sort(items);
  return listed(items);
}

std::string View::value(std::size_t site, const Column& column) const {
  if (column.key == "legal_entity_name") {
    const auto own = element("/establishments", site);
    const auto at = entity(tidy(text(own + "/legal_entity"), ColumnKind::finess));
    return at.empty() ? at : text(at + "/name");
  }
  if (column.kind == ColumnKind::certificates) {
    return certificates(site);
  }
  const auto at =
      place(site, column.holder == Holder::representative ? "representative/" + column.path
                                                          : column.path);
  if (column.kind != ColumnKind::ids) {
    return at.empty() ? at : text(at);
  }
  std::vector<std::string> items;
  for (std::size_t i = 0; i < document_.size(at); ++i) {
    items.push_back(text(element(at, i)));
  }
  return listed(items);
}

std::string View::value_at(const std::string& person, const Column& column) const {
  return text(person + "/" + column.path);
}

}  // namespace dmp::dossier
