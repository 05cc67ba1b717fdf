#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/documents/detail/map_parts.hpp"

/// What a site, its legal entity and the defaults of a dossier say in the same words, and the lists
/// that they refer to.
namespace dmp::documents {

/// Directory finds what a dossier lists under an id, and remembers what was asked for.
template <typename T>
class Directory {
 public:
  struct Entry {
    T value;
    std::string pointer;
    bool is_used = false;
  };
  using Entries = std::map<std::string, Entry, std::less<>>;

  /// add returns the pointer of the entry that has the id already; "" when there was none.
  std::string add(std::string id, T value, std::string pointer) {
    const auto [entry, is_new] =
        entries_.try_emplace(std::move(id), Entry{std::move(value), std::move(pointer)});
    return is_new ? std::string() : entry->second.pointer;
  }
  /// use returns the entry with that id, or nullptr.
  const Entry* use(std::string_view id) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) {
      return nullptr;
    }
    found->second.is_used = true;
    return &found->second;
  }
  [[nodiscard]] const Entries& entries() const { return entries_; }

 private:
  Entries entries_;
};

/// Said is one part as one level says it: without a value where what stands there cannot be
/// understood. Its origins are the places that are not the part's own in a site.
template <typename T>
struct Said {
  bool is_said = false;
  std::optional<T> value = std::nullopt;
  std::vector<model::Origin> origins = {};
};

/// Terms are all the parts that one level says; its certificates are those of the levels above as
/// well.
struct Terms {
  Said<model::Contract> contract;
  Said<model::Person> representative;
  Said<std::vector<model::Proxy>> proxies;
  Said<model::Signatory> signatory;
  Said<std::vector<std::string>> administrators;
  Said<model::Software> software;
  SaidCertificates certificates;
};

/// Lists are what a dossier lists under ids, and how the rest of it refers to them.
class Lists {
 public:
  explicit Lists(Mapper& mapper) : mapper_(mapper) {}

  /// read reads people, software and administrators.
  void read(const Node& top);
  /// administrators are those of the dossier, in its order.
  [[nodiscard]] std::vector<model::Administrator> take_administrators() {
    return std::move(administrators_);
  }

  /// person reads a person, or finds one in `people` and says where; nothing where there is none.
  std::optional<model::Person> person(const Node& node, std::string& pointer);
  /// terms reads what one level says. Of a site, only what stands elsewhere gets an origin.
  Terms terms(const Node& level, bool is_site, const SaidCertificates& above);
  /// report_unused reports what nothing refers to.
  void report_unused();

 private:
  void read_administrator(const Node& node);
  Said<model::Person> representative(const Node& node, bool is_site);
  Said<std::vector<model::Proxy>> agents(const Node& list, bool is_site);
  Said<std::vector<std::string>> named(const Node& list, bool is_site);
  Said<model::Software> software(const Node& node, bool is_site);
  template <typename T>
  void add(Directory<T>& directory, const Node& node, T value);
  template <typename T>
  const typename Directory<T>::Entry* use(Directory<T>& directory, const Node& id,
                                          std::string_view rule);

  Mapper& mapper_;
  Directory<model::Person> people_;
  Directory<model::Software> software_;
  Directory<std::size_t> named_;  ///< Places of the administrators, by their ids.
  std::vector<model::Administrator> administrators_;
  /// The ids that references to nobody seem to mean: what follows from them is no finding of its
  /// own.
  std::set<std::string, std::less<>> meant_;
};

}  // namespace dmp::documents
