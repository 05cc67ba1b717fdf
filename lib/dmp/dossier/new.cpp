#include "dmp/dossier/new.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "dmp/base/listed.hpp"
#include "dmp/dossier/detail/asked.hpp"
#include "dmp/dossier/detail/draft.hpp"
#include "dmp/dossier/detail/register_parts.hpp"

namespace dmp::dossier {
namespace {

using registry::Extract;
using registry::Record;

NewDossier finished(Draft draft, Findings findings, const NewRequest& request) {
  const auto sites = draft.sites.size();
  auto questions = questions_about(draft);
  take_answers(draft, request.answers, request.wording);
  return {compose(std::move(draft), request.wording), sites, std::move(questions),
          std::move(findings)};
}

/// Maker draws up a dossier from what the register says.
class Maker {
 public:
  Maker(const NewRequest& request, const Extract& extract) : request_(request), extract_(extract) {}

  Status take() {
    if (auto fine = check_numbers(); !fine) {
      return fine;
    }
    for (const auto& number : request_.entities) {
      if (auto fine = take_entity(number); !fine) {
        return fine;
      }
    }
    for (const auto& number : request_.sites) {
      const auto& record = *extract_.find_establishment(number);
      if (record.is_closed(date_of(request_.now))) {
        note("NEW-CLOSED", Severity::warning, record);
      }
      add(record);
    }
    return {};
  }

  NewDossier finish() { return finished(std::move(draft_), std::move(findings_), request_); }

 private:
  [[nodiscard]] Status check_numbers() const {
    std::vector<std::string> unknown;
    for (const auto& number : request_.sites) {
      if (extract_.find_establishment(number) == nullptr) {
        if (extract_.find_legal_entity(number) != nullptr) {
          return fail(ErrorKind::input, "NEW-KIND", {arg("number", number)});
        }
        unknown.push_back(number);
      }
    }
    for (const auto& number : request_.entities) {
      if (extract_.find_legal_entity(number) == nullptr) {
        if (extract_.find_establishment(number) != nullptr) {
          return fail(ErrorKind::input, "NEW-ENTITY-KIND", {arg("number", number)});
        }
        unknown.push_back(number);
      }
    }
    return unknown.empty() ? Status()
                           : Status(fail(ErrorKind::input, "NEW-UNKNOWN",
                                         {arg("numbers", listed(unknown)),
                                          arg("register", extract_.edition.name)}));
  }

  Status take_entity(const std::string& number) {
    std::vector<const Record*> open;
    std::size_t closed = 0;
    for (const auto& [own, record] : extract_.establishments) {
      if (record.juridical == number) {
        const bool is_closed = record.is_closed(date_of(request_.now));
        closed += is_closed ? 1U : 0U;
        if (!is_closed) {
          open.push_back(&record);
        }
      }
    }
    if (open.empty()) {
      return fail(ErrorKind::input, "NEW-NO-SITE", {arg("number", number), arg("closed", closed)});
    }
    if (open.size() > request_.most_sites) {
      return fail(
          ErrorKind::input, "NEW-MANY-SITES",
          {arg("number", number), arg("sites", open.size()), arg("limit", request_.most_sites)});
    }
    if (closed > 0) {
      findings_.push_back({"NEW-LEFT-OUT",
                           Severity::info,
                           {},
                           "",
                           {arg("number", number), arg("closed", closed)},
                           ""});
    }
    for (const auto* record : open) {
      add(*record);
    }
    return {};
  }

  void note(std::string_view rule, Severity severity, const Record& record) {
    findings_.push_back({std::string(rule),
                         severity,
                         {},
                         "",
                         {arg("number", record.number), arg("name", name_of(record))},
                         ""});
  }

  void add(const Record& record) {
    if (!sites_.insert(record.number).second) {
      return;
    }
    if (!record.juridical.empty() && entities_.insert(record.juridical).second) {
      draft_.entities.push_back(entity_of(record.juridical, &extract_, request_.wording));
    }
    draft_.sites.push_back(
        site_of(record, [this](std::string_view id) { return ids_.contains(id); }));
    ids_.insert(draft_.sites.back()["id"].get<std::string>());
  }

  const NewRequest& request_;
  const Extract& extract_;
  Draft draft_;
  Findings findings_;
  std::set<std::string, std::less<>> ids_;
  std::set<std::string> sites_;
  std::set<std::string> entities_;
};

/// A starter: what was asked for by number, or one site that is all to be found out.
NewDossier starter(const NewRequest& request) {
  Draft draft;
  for (const auto& number : request.entities) {
    draft.entities.push_back({{"finess", number}});
    draft.sites.push_back({{"id", "site-" + number}, {"legal_entity", number}});
  }
  for (const auto& number : request.sites) {
    draft.sites.push_back({{"id", "site-" + number}, {"finess", number}});
  }
  if (draft.sites.empty()) {
    draft.sites.push_back({{"id", "site"}});
  }
  return finished(std::move(draft), {}, request);
}

}  // namespace

Result<NewDossier> new_dossier(const NewRequest& request) {
  if (!request.finess_register) {
    return starter(request);
  }
  Maker maker(request, *request.finess_register);
  if (auto fine = maker.take(); !fine) {
    return fail(std::move(fine.error()));
  }
  return maker.finish();
}

}  // namespace dmp::dossier
