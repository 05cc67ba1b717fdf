#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/documents.hpp"
#include "dmp/model/carrier.hpp"

namespace dmp::documents {
namespace {

using model::Dossier;
using model::Establishment;

class ReferenceCheck {
 public:
  ReferenceCheck(const Dossier& dossier, Mapper& mapper)
      : dossier_(dossier), mapper_(mapper), carriers_(dossier) {}

  void run();
  void find_unused();

 private:
  using Seen = std::unordered_map<std::string_view, std::string>;

  void add(std::string_view rule, Severity severity, const std::string& pointer, Args args) {
    mapper_.add_at(rule, severity, pointer, std::move(args));
  }
  void check_id(Seen& seen, std::string_view id, const std::string& pointer);
  void check_proxies(const Establishment& site);
  void check_administrators(const Establishment& site);
  void add_unknown(std::string_view id, const std::string& pointer);
  void check_finess(const Establishment& site);

  const Dossier& dossier_;
  Mapper& mapper_;
  std::unordered_set<std::string_view> administrators_;
  std::unordered_set<std::string_view> named_;
  model::Carriers carriers_;
};

void ReferenceCheck::check_id(Seen& seen, std::string_view id, const std::string& pointer) {
  if (id.empty()) {
    return;
  }
  const auto [first, is_new] = seen.emplace(id, pointer);
  if (!is_new) {
    add("DOSSIER-DUPLICATE-ID", Severity::error, pointer,
        {arg("id", id), arg("line", mapper_.line_of(first->second))});
  }
}

void ReferenceCheck::check_proxies(const Establishment& site) {
  Seen ids;
  std::size_t index = 0;
  for (const auto& proxy : site.proxies) {
    check_id(ids, proxy.id, site.pointer + "/proxies/" + std::to_string(index++) + "/id");
  }
}

void ReferenceCheck::add_unknown(std::string_view id, const std::string& pointer) {
  constexpr std::size_t kMostCandidates = 200;
  std::optional<std::string_view> meant;
  if (dossier_.administrators.size() <= kMostCandidates && !mapper_.full()) {
    meant = nearest(id, administrators_);
  }
  add("DOSSIER-ADMINISTRATOR-UNKNOWN", Severity::error, pointer,
      {arg("id", id), arg("nearest", meant.value_or("")),
       arg_text("advice", meant ? "SCHEMA.did-you-mean" : "DOSSIER-ADMINISTRATOR-UNKNOWN.add")});
}

void ReferenceCheck::check_administrators(const Establishment& site) {
  std::unordered_set<std::string_view> here;
  std::size_t index = 0;
  for (const auto& id : site.administrators) {
    const auto at = index++;
    if (id.empty()) {
      continue;
    }
    const auto pointer = [&] { return site.pointer + "/administrators/" + std::to_string(at); };
    named_.insert(id);
    if (!here.insert(id).second) {
      add("DOSSIER-DUPLICATE-REFERENCE", Severity::warning, pointer(), {arg("value", id)});
    } else if (!administrators_.contains(id)) {
      add_unknown(id, pointer());
    }
  }
}

bool asks_on(const Establishment& site, model::FinessKind kind) {
  return std::ranges::find(site.certificates, kind, &model::WantedCertificate::on) !=
         site.certificates.end();
}

/// Each site that shares a number is told so: which of them is wrong, the dossier does not say.
void ReferenceCheck::check_finess(const Establishment& site) {
  for (const auto kind : {model::FinessKind::geographic, model::FinessKind::juridical}) {
    const auto doubt = carriers_.doubt_about(site, kind);
    const bool both = doubt.why == model::Ambiguity::both_kinds;
    if (!both && doubt.why != model::Ambiguity::shared_number) {
      continue;
    }
    // A site whose certificates do not carry the number may order all the same.
    add(both ? "DOSSIER-FINESS-KINDS" : "DOSSIER-DUPLICATE-FINESS",
        !both || asks_on(site, kind) ? Severity::error : Severity::warning,
        site.pointer + "/finess/" + std::string(to_string(kind)),
        {arg("finess", site.finess(kind)->text()), arg("sites", model::listed_ids(doubt.sites))});
  }
}

void ReferenceCheck::run() {
  Seen ids;
  for (const auto& administrator : dossier_.administrators) {
    check_id(ids, administrator.id, administrator.pointer + "/id");
    administrators_.insert(administrator.id);
  }
  ids.clear();
  for (const auto& site : dossier_.establishments) {
    mapper_.set_site(site.id);
    check_id(ids, site.id, site.pointer + "/id");
    check_proxies(site);
    check_administrators(site);
    check_finess(site);
  }
  mapper_.set_site("");
}

void ReferenceCheck::find_unused() {
  for (const auto& administrator : dossier_.administrators) {
    if (!administrator.id.empty() && !named_.contains(administrator.id)) {
      add("DOSSIER-ADMINISTRATOR-UNUSED", Severity::info, administrator.pointer,
          {arg("id", administrator.id)});
    }
  }
}

}  // namespace

void check_references(const Dossier& dossier, bool is_whole, Mapper& mapper) {
  ReferenceCheck check(dossier, mapper);
  check.run();
  if (is_whole) {
    check.find_unused();
  }
}

}  // namespace dmp::documents
