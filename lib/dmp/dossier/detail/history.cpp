#include "dmp/dossier/detail/history.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "dmp/base/listed.hpp"
#include "dmp/model/card_number.hpp"
#include "dmp/render/json.hpp"
#include "dmp/rules/dossier.hpp"
#include "dmp/rules/people.hpp"

namespace dmp::dossier {
namespace {

using model::Establishment;
using model::FinessKind;
using model::WantedCertificate;
using render::Json;

/// The days of an order, in their order.
constexpr std::array<std::string_view, 4> kDays{"requested_on", "collected_on", "installed_on",
                                                "expires_on"};

const std::optional<Date>& day_of(const WantedCertificate& wanted, std::size_t day) {
  const std::array days{&wanted.ordered_on, &wanted.withdrawn_on, &wanted.installed_on,
                        &wanted.ends_on};
  return *days.at(day);
}

bool are_alike(const WantedCertificate& a, const WantedCertificate& b) {
  return a.usage == b.usage && a.service == b.service && a.name == b.name && a.on == b.on;
}

/// Somebody of a site.
struct Somebody {
  std::string pointer;
  std::string id;    ///< Empty where the dossier gives none.
  std::string part;  ///< Of the site: "representative", "agents/0".
};

class Planner {
 public:
  Planner(const RecordRequest& request, const documents::Reading<model::Dossier>& reading,
          const documents::Edit& edit)
      : request_(request), reading_(reading), edit_(edit), index_(*reading.value) {}

  Result<Plan> take() {
    auto done = is_of_somebody() ? plan_person() : Status();
    for (const auto* site : sites()) {
      if (done && !is_of_somebody()) {
        done = plan_site(*site);
      }
    }
    if (!done) {
      return fail(std::move(done.error()));
    }
    for (const auto& site : reading_.value->establishments) {
      if (touched_.contains(site.id)) {
        plan_.sites.push_back(site.id);
      }
    }
    return std::move(plan_);
  }

 private:
  [[nodiscard]] bool is_of_somebody() const {
    return request_.event == Event::card_active || request_.event == Event::card_requested ||
           request_.event == Event::form_502_sent;
  }
  [[nodiscard]] std::vector<const Establishment*> sites() const {
    return model::select_sites(*reading_.value, request_.sites).sites;
  }
  [[nodiscard]] Date day() const { return request_.on.value_or(request_.as_of); }

  Status plan_site(const Establishment& site);
  Status plan_person();
  void plan_contract(const Establishment& site);
  void plan_card(const Somebody& person, const std::string& status);
  void plan_form(const Establishment& site);
  void plan_authorisation(const Establishment& site);
  Status plan_certificates(const Establishment& site, std::size_t day);
  void plan_certificate(const Establishment& site, std::size_t index, std::size_t day);
  void add_element(const Establishment& site, const std::string& holder,
                   const WantedCertificate& wanted, std::size_t day);

  [[nodiscard]] std::vector<Somebody> people_of(const Establishment& site) const;
  [[nodiscard]] bool is_open(const Somebody& person) const;

  [[nodiscard]] std::string said(const std::string& pointer) const {
    const auto text = edit_.text(pointer).value_or("");
    return documents::is_todo(text) ? std::string() : text;
  }
  /// Plans a value, unless it is there; what contradicts it is refused.
  void put(const std::string& pointer, std::string_view what, const std::string& to,
           const std::string& site);
  void put_day(const std::string& pointer, std::string_view what, const std::string& site) {
    if (request_.on || said(pointer).empty()) {
      put(pointer, what, format_date(day()), site);
    }
  }
  void add(Entry entry) {
    if (places_.insert(entry.pointer + (entry.is_added ? entry.value : "")).second) {
      plan_.entries.push_back(std::move(entry));
    }
  }
  void refuse(std::string_view rule, const std::string& site, const std::string& pointer,
              Args args) {
    if (!request_.overrules) {
      plan_.refused.push_back({std::string(rule), Severity::error,
                               reading_.source.locate(reading_.file, pointer), site,
                               std::move(args), ""});
    }
  }
  /// Notes all the sites for which a part stands at a place.
  void touch(std::string_view part, const std::string& pointer) {
    for (const auto& site : reading_.value->establishments) {
      if (site.at(part) == pointer) {
        touched_.insert(site.id);
      }
    }
  }

  const RecordRequest& request_;
  const documents::Reading<model::Dossier>& reading_;
  const documents::Edit& edit_;
  rules::Index index_;
  Plan plan_;
  std::set<std::string> places_;
  std::set<std::string> touched_;
};

void Planner::put(const std::string& pointer, std::string_view what, const std::string& to,
                  const std::string& site) {
  const auto from = said(pointer);
  if (from == to) {
    return;
  }
  if (!from.empty()) {
    refuse("RECORD-DIFFERS", site, pointer,
           {arg("what", what), arg("value", from), arg("other", to)});
  }
  add({pointer, Json(to).dump(), std::string(what), site, from, to});
}

Status Planner::plan_site(const Establishment& site) {
  switch (request_.event) {
    case Event::contract_requested:
    case Event::contract_signed:
      plan_contract(site);
      return {};
    case Event::form_413_sent:
      plan_form(site);
      return {};
    case Event::authorised:
      plan_authorisation(site);
      return {};
    case Event::requested:
      return plan_certificates(site, 0);
    case Event::collected:
      return plan_certificates(site, 1);
    case Event::installed:
      return plan_certificates(site, 2);
    default:
      return {};
  }
}

void Planner::plan_contract(const Establishment& site) {
  auto place = site.at("contract");
  if (!edit_.has(place) && !request_.policy.contract_per_site && site.legal_entity) {
    // One agreement holds for all sites of the legal entity.
    place = site.legal_entity->pointer + "/contract";
    for (const auto& other : reading_.value->establishments) {
      if (other.legal_entity == site.legal_entity && !edit_.has(other.at("contract"))) {
        touched_.insert(other.id);
      }
    }
  }
  touch("contract", place);
  touched_.insert(site.id);
  const auto whose = place.starts_with(site.pointer) ? site.id : std::string();
  const auto status = said(place + "/status");
  const bool is_signed = status == "signed";
  if (request_.event == Event::contract_requested) {
    if (is_signed) {
      refuse("RECORD-BACKWARDS", whose, place + "/status",
             {arg("what", "contract/status"), arg("value", status)});
    }
    if (status != "requested") {
      add({place + "/status", "\"requested\"", "contract/status", whose, status, "requested"});
    }
    return;
  }
  if (!is_signed) {
    add({place + "/status", "\"signed\"", "contract/status", whose, status, "signed"});
  }
  if (request_.number) {
    put(place + "/number", "contract/number", *request_.number, whose);
  }
  if (!is_signed || request_.on) {
    put_day(place + "/signed_on", "contract/signed_on", whose);
  }
}

std::vector<Somebody> Planner::people_of(const Establishment& site) const {
  std::vector<Somebody> people;
  const auto add_at = [&](std::string card, std::string part) {
    card.resize(card.size() - std::string_view("/card").size());
    if (edit_.has(card)) {
      people.push_back({card, said(card + "/id"), std::move(part)});
    }
  };
  if (request_.event != Event::form_502_sent) {
    add_at(site.at("representative/card"), "representative");
  }
  for (std::size_t i = 0; i < site.proxies.size(); ++i) {
    const auto part = "agents/" + std::to_string(i);
    add_at(site.at(part + "/card"), part);
  }
  for (const auto& id : site.administrators) {
    const auto* known = reading_.value->find_administrator(id);
    if (known != nullptr && request_.event != Event::form_502_sent) {
      add_at(known->at("card"), "administrators");
    }
  }
  return people;
}

bool Planner::is_open(const Somebody& person) const {
  const auto status = said(person.pointer + "/card/status");
  return request_.event == Event::card_active      ? status != "active"
         : request_.event == Event::card_requested ? status != "active" && status != "requested"
                                                   : true;
}

Status Planner::plan_person() {
  std::vector<std::pair<Somebody, const Establishment*>> fitting;
  std::vector<std::string> known;
  for (const auto* site : sites()) {
    for (auto& person : people_of(*site)) {
      const auto name = person.id.empty() ? person.part : person.id;
      if (std::ranges::find(known, name) == known.end()) {
        known.push_back(name);
      }
      const bool is_meant = request_.person
                                ? *request_.person == person.id || *request_.person == person.part
                                : is_open(person);
      const bool is_there = std::ranges::any_of(fitting, [&](const auto& other) {
        return other.first.pointer == person.pointer && request_.event != Event::form_502_sent;
      });
      if (is_meant && !is_there) {
        fitting.emplace_back(std::move(person), site);
      }
    }
  }
  if (known.empty() || (fitting.empty() && request_.person)) {
    return fail(ErrorKind::input, "RECORD-NO-PERSON", {arg("known", listed(known))});
  }
  if (request_.event == Event::form_502_sent) {
    std::set<std::string> different;
    for (const auto& [person, site] : fitting) {
      different.insert(person.pointer);
    }
    if (different.size() > 1) {
      return fail(ErrorKind::input, "RECORD-WHO", {arg("known", listed(known))});
    }
    for (const auto& [person, site] : fitting) {
      const auto what = person.part + "/form_502_sent_on";
      const auto place = site->at(what);
      touch(what, place);
      put_day(place, what, place.starts_with(site->pointer) ? site->id : "");
    }
    return {};
  }
  if (fitting.size() > 1) {
    return fail(ErrorKind::input, "RECORD-WHO", {arg("known", listed(known))});
  }
  for (const auto& [person, site] : fitting) {
    if (said(person.pointer + "/card/type").empty() && !request_.card) {
      return fail(ErrorKind::input, "RECORD-CARD",
                  {arg("person", person.id.empty() ? person.part : person.id)});
    }
    plan_card(person, request_.event == Event::card_active ? "active" : "requested");
  }
  return {};
}

void Planner::plan_card(const Somebody& person, const std::string& status) {
  for (const auto& site : reading_.value->establishments) {
    const auto people = people_of(site);
    if (std::ranges::find(people, person.pointer, &Somebody::pointer) != people.end()) {
      touched_.insert(site.id);
    }
  }
  const auto card = person.pointer + "/card";
  if (request_.card) {
    put(card + "/type", "card/type", std::string(to_string(*request_.card)), "");
  }
  if (request_.number) {
    put(card + "/number", "card/number", *request_.number, "");
  }
  const auto from = said(card + "/status");
  if (status == "requested" && from == "active") {
    refuse("RECORD-BACKWARDS", "", card + "/status",
           {arg("what", "card/status"), arg("value", from)});
  }
  if (from != status) {
    add({card + "/status", Json(status).dump(), "card/status", "", from, status});
  }
  if (request_.expires_on) {
    put(card + "/expires_on", "card/expires_on", format_date(*request_.expires_on), "");
  }
}

void Planner::plan_form(const Establishment& site) {
  const auto place = site.pointer + "/form_413";
  touched_.insert(site.id);
  const bool is_signed =
      site.contract && site.contract->status == model::ContractStatus::signed_contract;
  if (!is_signed && !rules::is_held_elsewhere(request_.policy, index_, site)) {
    refuse("RECORD-NO-CONTRACT", site.id, site.at("contract"), {});
  }
  const bool is_new = said(place + "/sent_on").empty() ||
                      (request_.on && said(place + "/sent_on") != format_date(day()));
  put_day(place + "/sent_on", "form_413/sent_on", site.id);
  if (request_.sent_to) {
    put(place + "/sent_to", "form_413/sent_to", *request_.sent_to, site.id);
  }
  if (is_new && !site.administrators.empty()) {
    // Those who are named later were not on this form.
    const auto ids = Json(site.administrators).dump();
    add({place + "/administrators", ids, "form_413/administrators", site.id, "",
         listed(site.administrators)});
  }
}

void Planner::plan_authorisation(const Establishment& site) {
  const auto place = site.pointer + "/form_413";
  touched_.insert(site.id);
  if (!site.form_413.sent_on && request_.policy.habilitation_portal.empty()) {
    refuse("RECORD-NOT-SENT", site.id, place + "/sent_on", {});
  }
  put_day(place + "/confirmed_on", "form_413/confirmed_on", site.id);
}

Status Planner::plan_certificates(const Establishment& site, std::size_t day) {
  bool has_any = false;
  for (std::size_t i = 0; i < site.certificates.size(); ++i) {
    const auto& wanted = site.certificates[i];
    if ((request_.service && wanted.service != *request_.service) ||
        (request_.usage && wanted.usage != *request_.usage)) {
      continue;
    }
    has_any = true;
    plan_certificate(site, i, day);
    if (wanted.on != FinessKind::juridical) {
      continue;
    }
    // Sites that share a carrier share the order.
    for (const auto& other : reading_.value->establishments) {
      for (std::size_t k = 0; k < other.certificates.size(); ++k) {
        if (&other != &site && other.finess_juridical == site.finess_juridical &&
            are_alike(other.certificates[k], wanted)) {
          plan_certificate(other, k, day);
        }
      }
    }
  }
  return has_any ? Status()
                 : fail(ErrorKind::input, "RECORD-NO-CERTIFICATE", {arg("site", site.id)});
}

void Planner::plan_certificate(const Establishment& site, std::size_t index, std::size_t day) {
  const auto& wanted = site.certificates[index];
  const auto part = "certificates/" + std::to_string(index);
  const auto place = site.at(part);
  const bool is_shared = wanted.on == FinessKind::juridical;
  touched_.insert(site.id);
  const bool is_own = place.starts_with(site.pointer + "/");
  const auto key = kDays.at(day);
  if (day > 0 && !day_of(wanted, day - 1)) {
    refuse(day == 1 ? "RECORD-NOT-REQUESTED" : "RECORD-NOT-COLLECTED", site.id, place,
           {arg("usage", to_string(wanted.usage)), arg("service", wanted.service)});
  }
  if (is_own || (is_shared && place.starts_with("/legal_entities/"))) {
    const auto whose = is_own ? site.id : std::string();
    put_day(place + "/" + std::string(key), part + "/" + std::string(key), whose);
    if (request_.expires_on) {
      put(place + "/expires_on", part + "/expires_on", format_date(*request_.expires_on), whose);
    }
    return;
  }
  add_element(site, is_shared && site.legal_entity ? site.legal_entity->pointer : site.pointer,
              wanted, day);
}

void Planner::add_element(const Establishment& site, const std::string& holder,
                          const WantedCertificate& wanted, std::size_t day) {
  const auto& before = day_of(wanted, day);
  if (before && (!request_.on || *before == *request_.on)) {
    return;
  }
  const auto key = std::string(kDays.at(day));
  const auto whose = holder == site.pointer ? site.id : std::string();
  const auto to = format_date(this->day());
  if (before) {
    refuse("RECORD-DIFFERS", whose, site.at("certificates"),
           {arg("what", key), arg("value", format_date(*before)), arg("other", to)});
  }
  Json element;
  if (wanted.service != model::kDmp) {
    element["service"] = wanted.service;
  }
  element["usage"] = to_string(wanted.usage);
  if (!wanted.name.empty()) {
    element["name"] = wanted.name;
  }
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (i == day) {
      element[key] = to;
    } else if (i == 3 && request_.expires_on) {
      element["expires_on"] = format_date(*request_.expires_on);
    } else if (const auto& known = day_of(wanted, i)) {
      element[std::string(kDays.at(i))] = format_date(*known);
    }
  }
  add({holder + "/certificates", element.dump(),
       wanted.service + " " + std::string(to_string(wanted.usage)) + " " + key, whose,
       before ? format_date(*before) : "", to, true});
}

/// What the rules say of the order of things.
constexpr std::array<std::string_view, 9> kHistory{
    "CONTRACT-NOT-YET-SIGNED",     "FORM-413-BEFORE-CONTRACT",   "ORDER-BEFORE-HABILITATION",
    "ORDER-WITHOUT-HABILITATION",  "DATES-OUT-OF-ORDER",         "DATE-IN-FUTURE",
    "REPRESENTATIVE-CARD-EXPIRED", "ADMINISTRATOR-CARD-EXPIRED", "PROXY-CARD-EXPIRED"};

Findings history_of(const RecordRequest& request,
                    const documents::Reading<model::Dossier>& reading) {
  auto verdict = rules::judge_dossier({reading, request.policy, request.as_of});
  std::erase_if(verdict.findings, [](const Finding& finding) {
    return std::ranges::find(kHistory, finding.rule) == kHistory.end();
  });
  return std::move(verdict.findings);
}

}  // namespace

Result<Plan> plan_event(const RecordRequest& request,
                        const documents::Reading<model::Dossier>& reading,
                        const documents::Edit& edit) {
  return Planner(request, reading, edit).take();
}

Findings contradictions(const RecordRequest& request,
                        const documents::Reading<model::Dossier>& before,
                        const documents::Reading<model::Dossier>& after) {
  std::set<std::tuple<std::string, std::string, std::string>> known;
  for (const auto& finding : history_of(request, before)) {
    known.emplace(finding.rule, finding.site, finding.at.pointer);
  }
  auto fresh = history_of(request, after);
  std::erase_if(fresh, [&](const Finding& finding) {
    return known.contains({finding.rule, finding.site, finding.at.pointer});
  });
  return fresh;
}

}  // namespace dmp::dossier
