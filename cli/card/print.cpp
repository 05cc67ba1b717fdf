#include "card/print.hpp"

#include "dmp/base/listed.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/render/json_report.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/readers.hpp"

namespace dmp::cli {
namespace {

/// Rows are labels with values beside them.
class Rows {
 public:
  explicit Rows(const Wording& wording) : wording_(wording) {}

  void add(std::string_view label, const std::string& value) {
    constexpr std::size_t kLabels = 26;
    if (value.empty()) {
      return;
    }
    const auto words = wording_.text("cli.card.show." + std::string(label));
    const auto width = display_width(words);
    out_ += "  " + words + std::string(width < kLabels ? kLabels - width : 1, ' ') +
            render::printable(value) + "\n";
  }
  [[nodiscard]] const std::string& text_of_all() const { return out_; }

 private:
  Wording wording_;
  std::string out_;
};

void add_card(const model::CardIdentity& card, const Wording& wording, Rows& rows) {
  if (card.generation == model::CardGeneration::other) {
    rows.add("card", wording.text("card.kind.other"));
    return;
  }
  std::vector<std::string_view> kinds;
  for (const auto type : card.types) {
    kinds.push_back(to_string(type));
  }
  std::vector<std::string> words = {std::string(to_string(card.generation))};
  if (!kinds.empty()) {
    words.push_back(listed(kinds, "/"));
  }
  const auto both = [](const std::string& first, std::string_view between,
                       const std::string& second) {
    return first.empty() || second.empty() ? first + second : first + std::string(between) + second;
  };
  rows.add("card", listed(words));
  rows.add("number", card.number);
  rows.add("chip", card.chip_serial);
  rows.add("holder", both(card.given_names, " ", card.family_name));
  rows.add("national-id", card.national_id);
  rows.add("structure", both(card.structure_id, ", ", card.structure_name));
  rows.add("environment", wording.text("environment." + std::string(to_string(card.environment))));
  rows.add("ends", card.ends_at ? format_date(date_of(*card.ends_at)) : std::string());
}

}  // namespace

std::string reader_to_text(const model::ReaderFacts& reader, const Wording& wording) {
  Rows rows(wording);
  if (reader.error) {
    rows.add("card", wording.text(reader.error->id, reader.error->args));
  } else if (reader.card) {
    add_card(*reader.card, wording, rows);
  } else {
    rows.add("card", wording.text("cli.card.show.empty"));
  }
  if (reader.atr) {
    rows.add("atr", reader.atr->bytes);
    rows.add("protocols", listed(reader.atr->protocols));
    rows.add("historical", reader.atr->historical);
  }
  for (const auto& doubt : reader.card ? reader.card->doubts : std::vector<std::string>()) {
    rows.add("doubt", wording.text(doubt));
  }
  return render::printable(reader.name) + "\n" + rows.text_of_all();
}

void print_readers(const render::Json& summary, const std::vector<model::ReaderFacts>& readers,
                   const std::vector<model::CertificateRow>& certificates, const Session& session) {
  render::JsonReport report(session.heading(), summary, {}, session.output());
  report.list_some("certificates", certificates,
                   [](const auto& row) { return render::to_value(row); });
  report.add("readers", render::to_value(readers, session.wording));
  report.finish();
}

}  // namespace dmp::cli
