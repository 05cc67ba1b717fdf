#include "dmp/dossier/record.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dmp/documents/edit.hpp"
#include "dmp/documents/reading.hpp"
#include "dmp/dossier/detail/history.hpp"
#include "dmp/model/card_number.hpp"

namespace dmp::dossier {
namespace {

constexpr std::array<std::pair<Event, std::string_view>, 10> kWords{
    {{Event::contract_requested, "contract-requested"},
     {Event::contract_signed, "contract-signed"},
     {Event::form_502_sent, "form-502-sent"},
     {Event::card_requested, "card-requested"},
     {Event::card_active, "card-active"},
     {Event::form_413_sent, "form-413-sent"},
     {Event::authorised, "authorised"},
     {Event::requested, "requested"},
     {Event::collected, "collected"},
     {Event::installed, "installed"}}};

bool is_of_card(Event event) {
  return event == Event::card_requested || event == Event::card_active;
}
bool is_of_certificate(Event event) {
  return event == Event::requested || event == Event::collected || event == Event::installed;
}

/// Whether the dossier has a place for all that is said of the event.
Status check_details(const RecordRequest& request) {
  const auto event = request.event;
  const bool is_card = is_of_card(event);
  const bool is_certificate = is_of_certificate(event);
  const bool fits = (!request.number || is_card || event == Event::contract_signed) &&
                    (!request.person || is_card || event == Event::form_502_sent) &&
                    (!request.card || is_card) &&
                    (!request.expires_on || event == Event::card_active ||
                     event == Event::collected || event == Event::installed) &&
                    (!request.sent_to || event == Event::form_413_sent) &&
                    ((!request.service && !request.usage) || is_certificate);
  if (!fits) {
    return fail(ErrorKind::usage, "RECORD-DETAIL", {arg("event", to_string(event))});
  }
  if (request.on && (is_card || event == Event::contract_requested)) {
    return fail(ErrorKind::usage, "RECORD-NO-DATE", {arg("event", to_string(event))});
  }
  if (request.on && *request.on > request.as_of) {
    return fail(ErrorKind::usage, "RECORD-FUTURE", {arg_day("date", *request.on)});
  }
  return {};
}

/// The request with the number of a card as dossiers have it.
Result<RecordRequest> with_number(const RecordRequest& request) {
  auto known = request;
  if (is_of_card(request.event) && request.number) {
    auto number = model::CardNumber::parse(*request.number);
    if (!number) {
      return fail(std::move(number.error()));
    }
    known.number = number->value.text();
  }
  return known;
}

}  // namespace

std::string_view to_string(Event event) {
  return std::ranges::find(kWords, event, &std::pair<Event, std::string_view>::first)->second;
}

std::optional<Event> parse_event(std::string_view word) {
  const auto* const found =
      std::ranges::find(kWords, word, &std::pair<Event, std::string_view>::second);
  return found == kWords.end() ? std::nullopt : std::optional(found->first);
}

std::span<const Event> events() {
  static const auto kAll = [] {
    std::array<Event, kWords.size()> all{};
    std::ranges::transform(kWords, all.begin(), [](const auto& word) { return word.first; });
    return all;
  }();
  return kAll;
}

Result<Recorded> record(const RecordRequest& request) {
  if (auto fits = check_details(request); !fits) {
    return fail(std::move(fits.error()));
  }
  const auto known = with_number(request);
  if (!known) {
    return fail(known.error());
  }
  const auto before = documents::read_dossier(request.text, request.file);
  Findings findings;
  auto edit = documents::Edit::open(request.text, request.file, findings);
  if (!before.value || !edit) {
    return fail(ErrorKind::input, "RECORD-DOSSIER", {arg("file", request.file)});
  }
  auto plan = plan_event(*known, before, *edit);
  if (!plan) {
    return fail(std::move(plan.error()));
  }
  Recorded recorded;
  recorded.document = as_text(request.text);
  recorded.sites = std::move(plan->sites);
  recorded.refused = std::move(plan->refused);
  for (const auto& entry : plan->entries) {
    if (entry.is_added) {
      edit->append(entry.pointer, entry.value);
    } else {
      edit->set(entry.pointer, entry.value);
    }
  }
  auto document = edit->result();
  if (recorded.refused.empty() && !request.overrules) {
    const auto bytes = as_bytes(document);
    const auto after = documents::read_dossier(Bytes(bytes.begin(), bytes.end()), request.file);
    if (!after.value) {
      return fail(ErrorKind::internal, "RECORD-DOSSIER", {arg("file", request.file)});
    }
    recorded.refused = contradictions(*known, before, after);
  }
  if (recorded.refused.empty()) {
    recorded.document = std::move(document);
    for (auto& entry : plan->entries) {
      recorded.changes.push_back({entry.site, entry.what, entry.said, entry.to});
    }
  }
  return recorded;
}

}  // namespace dmp::dossier
