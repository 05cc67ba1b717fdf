#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/dossier/import.hpp"
#include "dmp/model/words.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/render/heading.hpp"
#include "dmp/render/sink.hpp"

/// What happened since the dossier was written, in its text.
namespace dmp::dossier {

/// Event is a step of the procedure that was done (procedure 4.2 to 7).
enum class Event {
  contract_requested,
  contract_signed,
  form_502_sent,
  card_requested,
  card_active,
  form_413_sent,
  authorised,
  requested,
  collected,
  installed
};
std::string_view to_string(Event event);  ///< "contract-signed", "form-413-sent", …
std::optional<Event> parse_event(std::string_view word);
/// events are all of them, in the order of the procedure.
std::span<const Event> events();

struct RecordRequest {
  Bytes text;
  std::string file;
  const policy::Policy& policy;
  Date as_of;
  std::vector<std::string> sites;  ///< Ids.
  Event event = Event::contract_signed;
  std::optional<Date> on = std::nullopt;     ///< `as_of` without; what is there already stays then.
  std::optional<std::string> number = {};    ///< Of the agreement, or the card.
  std::optional<std::string> person = {};    ///< Id, of cards and form 502.
  std::optional<model::CardType> card = {};  ///< Which card, where the dossier has none.
  std::optional<Date> expires_on = {};       ///< Last day of the card or certificate.
  std::optional<std::string> sent_to = {};   ///< Of form 413.
  std::optional<std::string> service = {};   ///< Only its certificates.
  std::optional<model::Usage> usage = {};    ///< Only certificates of that usage.
  bool overrules = false;  ///< Record it whatever the dossier says, but for days in the future.
};

/// Recorded is what came of it. Where something is refused, the document is as it was.
struct Recorded {
  std::string document;
  std::vector<Change> changes;     ///< `what` is the part: "contract/signed_on".
  std::vector<std::string> sites;  ///< Ids of all sites that the changes hold for.
  /// What in the dossier's history contradicts the event: the rules' findings that it would bring,
  /// and RECORD-DIFFERS, RECORD-BACKWARDS, RECORD-NO-CONTRACT, RECORD-NOT-SENT,
  /// RECORD-NOT-REQUESTED, RECORD-NOT-COLLECTED.
  Findings refused;
};

/// record writes an event into a dossier: outside of what it changes not a byte changes. What
/// several sites share is written where it is said. Error ids (input): RECORD-DOSSIER (it cannot be
/// read, with `file`), RECORD-NO-PERSON (nobody fits, with `known`), RECORD-WHO (several do, with
/// `known`), RECORD-CARD (which card, with `person`), RECORD-NO-CERTIFICATE (with `site`),
/// those of the model's identifiers; (usage): RECORD-FUTURE (with `date`),
/// RECORD-NO-DATE and RECORD-DETAIL (with `event`): the dossier has no place for it.
Result<Recorded> record(const RecordRequest& request);

/// to_json renders a report (schemas/report.schema.json); `act` is what became of the file.
void to_json(const Recorded& recorded, std::string_view path, std::string_view act,
             const render::Heading& heading, render::Sink sink);

}  // namespace dmp::dossier
