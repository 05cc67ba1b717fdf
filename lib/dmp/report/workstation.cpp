#include "dmp/report/workstation.hpp"

#include "dmp/report/detail/workstation_json.hpp"

namespace dmp::report {
namespace {

using Json = nlohmann::ordered_json;

std::string reason(const Error& error, Language language) {
  return text(language, error.id, error.args);
}

/// The parts that are known, with commas between them.
std::string describe(const model::CardIdentity& card, Language language) {
  if (card.generation == model::CardGeneration::other) {
    return text(language, "card.kind.other");
  }
  std::string types;
  for (const auto type : card.types) {
    types += (types.empty() ? "" : "/") + std::string(to_string(type));
  }
  const auto gap = card.given_names.empty() || card.family_name.empty() ? "" : " ";
  std::string out(to_string(card.generation));
  for (const auto& part : {types, card.number, card.given_names + gap + card.family_name,
                           card.ends_at ? text(language, "report.workstation.until",
                                               {arg_day("date", date_of(*card.ends_at))})
                                        : std::string()}) {
    out += part.empty() ? "" : ", " + part;
  }
  return out;
}

std::string describe(const model::ReaderFacts& reader, Language language) {
  return reader.error  ? reason(*reader.error, language)
         : reader.card ? describe(*reader.card, language)
                       : text(language, "report.workstation.empty");
}

std::string describe(const model::PortalFacts& portal, Language language) {
  Args args = {arg("place", model::place_of(portal))};
  if (!portal.error) {
    return text(language, "report.workstation.reached", args);
  }
  args.push_back(arg("reason", reason(*portal.error, language)));
  return text(language, "report.workstation.not-reached", args);
}

Json to_value(const std::optional<Error>& error, Language language) {
  return error ? Json({{"id", error->id},
                       {"message", text(language, error->id, error->args)},
                       {"remedy", remedy(language, error->id, error->args)},
                       {"causes", error->causes}})
               : Json();
}

Json to_value(const model::CardIdentity& card, Language language) {
  auto types = Json::array();
  for (const auto type : card.types) {
    types.push_back(to_string(type));
  }
  auto doubts = Json::array();
  for (const auto& doubt : card.doubts) {
    doubts.push_back({{"id", doubt}, {"message", text(language, doubt)}});
  }
  return {{"generation", to_string(card.generation)},
          {"contactless", card.contactless},
          {"chip_serial", card.chip_serial},
          {"types", types},
          {"number", card.number},
          {"family_name", card.family_name},
          {"given_names", card.given_names},
          {"national_id", card.national_id},
          {"structure", card.structure_id},
          {"organisation", card.structure_name},
          {"environment", to_string(card.environment)},
          {"ends_on", card.ends_at ? Json(format_date(date_of(*card.ends_at))) : Json()},
          {"doubts", doubts}};
}

}  // namespace

namespace detail {

Json to_value(const std::vector<model::ReaderFacts>& readers, Language language) {
  auto list = Json::array();
  for (const auto& reader : readers) {
    list.push_back({{"name", reader.name},
                    {"card_present", reader.card_present},
                    {"card", reader.card ? report::to_value(*reader.card, language) : Json()},
                    {"error", report::to_value(reader.error, language)}});
    if (reader.atr) {
      list.back()["atr"] = {{"bytes", reader.atr->bytes},
                            {"protocols", reader.atr->protocols},
                            {"historical", reader.atr->historical},
                            {"well_formed", reader.atr->well_formed}};
    }
  }
  return list;
}

Json to_value(const model::WorkstationFacts& facts, Language language) {
  Json portal;
  if (facts.portal) {
    const auto& seen = *facts.portal;
    portal = {{"host", seen.host},
              {"port", seen.port},
              {"reached", !seen.error.has_value()},
              {"error", report::to_value(seen.error, language)},
              {"date", seen.date ? Json(format_instant(*seen.date)) : Json()}};
  }
  return {{"service",
           {{"running", !facts.service_error.has_value()},
            {"error", report::to_value(facts.service_error, language)}}},
          {"readers", to_value(facts.readers, language)},
          {"portal", portal},
          {"time", format_instant(facts.now)}};
}

}  // namespace detail

std::string workstation_to_text(const model::WorkstationFacts& facts, Language language) {
  std::string out = text(language, "report.workstation.title") + "\n";
  const auto line = [&out](const std::string& content, std::size_t indent = 2) {
    out += std::string(indent, ' ') + printable(content) + "\n";
  };
  if (facts.service_error) {
    line(text(language, "report.workstation.no-service",
              {arg("reason", reason(*facts.service_error, language))}));
  } else {
    line(text(language, "report.workstation.service"));
    if (facts.readers.empty()) {
      line(text(language, "report.workstation.no-reader"));
    }
  }
  for (const auto& reader : facts.readers) {
    line(text(language, "report.workstation.reader",
              {arg("reader", reader.name), arg("card", describe(reader, language))}));
    for (const auto& doubt : reader.card ? reader.card->doubts : std::vector<std::string>()) {
      line(text(language, "report.workstation.doubt", {arg_text("doubt", doubt)}), 4);
    }
  }
  if (facts.portal) {
    line(describe(*facts.portal, language));
  }
  line(text(language, "report.workstation.time", {arg("now", format_instant(facts.now))}));
  return out;
}

}  // namespace dmp::report
