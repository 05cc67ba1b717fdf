#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/documents/edit.hpp"
#include "dmp/dossier/columns.hpp"

namespace dmp::dossier {

/// View finds in a dossier document what a table has columns for, wherever it is said: at the site,
/// at its legal entity or in the defaults, there or where an id leads to.
class View {
 public:
  /// The document outlives the view.
  explicit View(const documents::Edit& document);

  [[nodiscard]] std::size_t size() const { return document_.size("/establishments"); }
  /// find_site returns the index of the site with that FINESS number, SIRET or id.
  [[nodiscard]] std::optional<std::size_t> find_site(std::string_view number_or_id) const;
  /// person and entity return the pointer of the one with that id or number, "" for none.
  [[nodiscard]] std::string person(std::string_view id) const;
  [[nodiscard]] std::string entity(std::string_view finess) const;
  /// find_person returns the id of the one with that name_key; "" for none.
  [[nodiscard]] std::string find_person(std::string_view name) const;
  [[nodiscard]] bool is_administrator(std::string_view id) const {
    return administrators_.contains(id);
  }
  [[nodiscard]] bool has_id(std::string_view id) const { return ids_.contains(id); }

  /// place returns the pointer at which a part of a site is said; "" where it is nowhere.
  [[nodiscard]] std::string place(std::size_t site, std::string_view path) const;
  /// value returns what holds for a site in a column of the site or its representative, as a table
  /// has it; "" for what is not said, or to be found out.
  [[nodiscard]] std::string value(std::size_t site, const Column& column) const;
  /// value_at is the same for a person's column, of the person at that pointer.
  [[nodiscard]] std::string value_at(const std::string& person, const Column& column) const;

 private:
  void add_person(const std::string& pointer);
  [[nodiscard]] std::string text(const std::string& pointer) const;
  /// The pointers of the site, its legal entity and the defaults; of the site alone for a part that
  /// the others cannot say.
  [[nodiscard]] std::vector<std::string> levels(std::size_t site, std::string_view part) const;
  [[nodiscard]] std::string certificates(std::size_t site) const;
  /// Follows an id to what it stands for.
  [[nodiscard]] std::string resolved(const std::string& pointer, std::string_view list) const;

  const documents::Edit& document_;
  std::map<std::string, std::size_t, std::less<>> sites_;
  std::map<std::string, std::string, std::less<>> people_;
  std::map<std::string, std::string, std::less<>> names_;
  std::map<std::string, std::string, std::less<>> software_;
  std::map<std::string, std::string, std::less<>> entities_;
  std::set<std::string, std::less<>> administrators_;
  std::set<std::string, std::less<>> ids_;
};

}  // namespace dmp::dossier
