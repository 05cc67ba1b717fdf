#include "dmp/report/workstation.hpp"

#include <ranges>

#include "dmp/base/listed.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/readers.hpp"
#include "dmp/report/detail/workstation_json.hpp"

namespace dmp::report {
namespace {

using render::Json;

std::string reason(const Error& error, const Wording& wording) {
  return wording.text(error.id, error.args);
}

/// The parts that are known, with commas between them.
std::string describe(const model::CardIdentity& card, const Wording& wording) {
  if (card.generation == model::CardGeneration::other) {
    return wording.text("card.kind.other");
  }
  const auto types =
      listed(card.types | std::views::transform([](auto type) { return to_string(type); }), "/");
  const auto gap = card.given_names.empty() || card.family_name.empty() ? "" : " ";
  std::string out(to_string(card.generation));
  for (const auto& part : {types, card.number, card.given_names + gap + card.family_name,
                           card.ends_at ? wording.text("report.workstation.until",
                                                       {arg_day("date", date_of(*card.ends_at))})
                                        : std::string()}) {
    out += part.empty() ? "" : ", " + part;
  }
  return out;
}

std::string describe(const model::ReaderFacts& reader, const Wording& wording) {
  return reader.error  ? reason(*reader.error, wording)
         : reader.card ? describe(*reader.card, wording)
                       : wording.text("report.workstation.empty");
}

std::string describe(const model::PortalFacts& portal, const Wording& wording) {
  Args args = {arg("place", model::place_of(portal))};
  if (!portal.error) {
    return wording.text("report.workstation.reached", args);
  }
  args.push_back(arg("reason", reason(*portal.error, wording)));
  return wording.text("report.workstation.not-reached", args);
}

}  // namespace

namespace detail {

Json to_value(const model::WorkstationFacts& facts, const Wording& wording) {
  Json portal;
  if (facts.portal) {
    const auto& seen = *facts.portal;
    portal = {{"host", seen.host},
              {"port", seen.port},
              {"reached", !seen.error.has_value()},
              {"error", render::to_value(seen.error, wording)},
              {"date", seen.date ? Json(format_instant(*seen.date)) : Json()}};
  }
  return {{"service",
           {{"running", !facts.service_error.has_value()},
            {"error", render::to_value(facts.service_error, wording)}}},
          {"readers", render::to_value(facts.readers, wording)},
          {"portal", portal},
          {"time", format_instant(facts.now)}};
}

}  // namespace detail

std::string workstation_to_text(const model::WorkstationFacts& facts, const Wording& wording) {
  std::string out = wording.text("report.workstation.title") + "\n";
  const auto line = [&out](const std::string& content, std::size_t indent = 2) {
    out += std::string(indent, ' ') + render::printable(content) + "\n";
  };
  if (facts.service_error) {
    line(wording.text("report.workstation.no-service",
                      {arg("reason", reason(*facts.service_error, wording))}));
  } else {
    line(wording.text("report.workstation.service"));
    if (facts.readers.empty()) {
      line(wording.text("report.workstation.no-reader"));
    }
  }
  for (const auto& reader : facts.readers) {
    line(wording.text("report.workstation.reader",
                      {arg("reader", reader.name), arg("card", describe(reader, wording))}));
    for (const auto& doubt : reader.card ? reader.card->doubts : std::vector<std::string>()) {
      line(wording.text("report.workstation.doubt", {arg_text("doubt", doubt)}), 4);
    }
  }
  if (facts.portal) {
    line(describe(*facts.portal, wording));
  }
  line(wording.text("report.workstation.time", {arg("now", format_instant(facts.now))}));
  return out;
}

}  // namespace dmp::report
