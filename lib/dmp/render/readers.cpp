#include "dmp/render/readers.hpp"

namespace dmp::render {
namespace {

Json to_value(const model::CardIdentity& card, const Wording& wording) {
  auto types = Json::array();
  for (const auto type : card.types) {
    types.push_back(to_string(type));
  }
  auto doubts = Json::array();
  for (const auto& doubt : card.doubts) {
    doubts.push_back({{"id", doubt}, {"message", wording.text(doubt)}});
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

Json to_value(const std::vector<model::ReaderFacts>& readers, const Wording& wording) {
  auto list = Json::array();
  for (const auto& reader : readers) {
    list.push_back({{"name", reader.name},
                    {"card_present", reader.card_present},
                    {"card", reader.card ? to_value(*reader.card, wording) : Json()},
                    {"error", to_value(reader.error, wording)}});
    if (reader.atr) {
      list.back()["atr"] = {{"bytes", reader.atr->bytes},
                            {"protocols", reader.atr->protocols},
                            {"historical", reader.atr->historical},
                            {"well_formed", reader.atr->well_formed}};
    }
  }
  return list;
}

}  // namespace dmp::render
