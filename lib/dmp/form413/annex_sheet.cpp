#include <algorithm>

#include "dmp/form413/detail/output.hpp"
#include "dmp/form413/detail/wording.hpp"
#include "dmp/form413/detail/writer.hpp"
#include "dmp/form413/form413.hpp"
#include "dmp/pdf/drawing.hpp"

// What a person needs to fill in further forms, on paper and as text.
namespace dmp::form413 {
namespace {

using namespace pdf;

std::string heading_of(const Annex& annex) {
  return std::string(wording::kAnnexForm) + annex.form + " – " + annex.title;
}

/// The lines about one form: label and what it says.
std::vector<std::pair<std::string_view, std::string>> lines_of(const Annex& annex) {
  return {{wording::kAnnexWhy, annex.why},
          {wording::kAnnexFilledBy, annex.filled_by},
          {wording::kAnnexCard, annex.card},
          {wording::kAnnexWhere, annex.where}};
}

class Sheet {
 public:
  Sheet() : out_(no_fields_) {}
  std::vector<Page> write(const model::Establishment& site, const std::vector<Annex>& annexes,
                          Date as_of, bool trial);

 private:
  void head(const model::Establishment& site, bool trial);
  void annex(const Annex& annex);
  void line(std::string_view label, const std::string& value);
  void footers(const std::string& left);

  std::vector<Field> no_fields_;
  Writer out_;
};

void Sheet::head(const model::Establishment& site, bool trial) {
  out_.begin_page();
  out_.words(out_.take(26), wording::kAnnexTitle, {16, true, Colour::blue}, "H1");
  out_.skip(4);
  out_.put(Text{out_.take(30),
                site.name,
                std::string(wording::kName),
                {11, true, Colour::black},
                Overflow::wrap_words,
                Align::left,
                "P"});
  if (trial) {
    out_.words(out_.take(15), wording::kTrial, {9, true, Colour::red}, "P");
  }
  out_.words(out_.take(30), wording::kAnnexIntroduction, kLabelStyle, "P");
  out_.skip(8);
}

void Sheet::line(std::string_view label, const std::string& value) {
  constexpr double kLine = 28;
  const Box box = out_.row(label, kLine);
  out_.put(Text{box.inner(8, 2), value, std::string(label), kLabelStyle, Overflow::wrap_anywhere,
                Align::left, "TD"});
  out_.end_row();
}

void Sheet::annex(const Annex& annex) {
  const double height = 30 + 28.0 * static_cast<double>(4 + annex.values.size()) + 26;
  if (!out_.has_room(height)) {
    out_.begin_page();
  }
  out_.part(heading_of(annex));
  out_.put(Open{"Table"});
  for (const auto& [label, text] : lines_of(annex)) {
    line(label, text);
  }
  out_.put(Close{"Table"});
  out_.section(wording::kAnnexValues);
  out_.put(Open{"Table"});
  for (const auto& [label, value] : annex.values) {
    line(label, value);
  }
  out_.put(Close{"Table"});
  out_.skip(16);
}

void Sheet::footers(const std::string& left) {
  auto& pages = out_.pages();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    Box right{kLeft, kPageHeight - 34, kWidth, 14};
    const Box start = right.split_left(kWidth - 90);
    auto number = std::string(wording::kPage) + std::to_string(i + 1);
    number.append(wording::kOf).append(std::to_string(pages.size()));
    pages[i].push_back(Text{start, left, left, kHintStyle});
    pages[i].push_back(Text{right, number, number, kHintStyle, Overflow::refuse, Align::right});
  }
}

std::vector<Page> Sheet::write(const model::Establishment& site, const std::vector<Annex>& annexes,
                               Date as_of, bool trial) {
  head(site, trial);
  for (const auto& one : annexes) {
    annex(one);
  }
  std::string left(wording::kAnnexTitle);
  if (const auto finess = finess_of(site); !finess.empty()) {
    left.append(wording::kFooterFiness).append(finess);
  }
  footers(left.append(wording::kFooterPrepared).append(format_date_french(as_of)));
  return std::move(out_.pages());
}

}  // namespace

std::string annex_text(const model::Establishment& site, const std::vector<Annex>& annexes,
                       bool trial) {
  auto text = std::string(wording::kAnnexTitle) + "\n" + site.name + "\n\n" +
              (trial ? std::string(wording::kTrial) + "\n\n" : std::string()) +
              std::string(wording::kAnnexIntroduction) + "\n";
  for (const auto& annex : annexes) {
    text += "\n" + heading_of(annex) + "\n";
    for (const auto& [label, value] : lines_of(annex)) {
      text += "  " + std::string(label) + " : " + value + "\n";
    }
    text += "  " + std::string(wording::kAnnexValues) + " :\n";
    for (const auto& [label, value] : annex.values) {
      text += "    " + label + " : " + value + "\n";
    }
  }
  return text;
}

Result<Bytes> annex_pdf(const model::Establishment& site, const std::vector<Annex>& annexes,
                        Date as_of, bool trial) {
  const auto title = std::string(wording::kAnnexTitle) + " — " + site.name;
  return draw_pages(Sheet().write(site, annexes, as_of, trial),
                    {title, "FINESS " + finess_of(site), start_of(as_of)});
}

}  // namespace dmp::form413
