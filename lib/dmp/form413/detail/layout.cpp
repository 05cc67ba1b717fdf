#include "dmp/form413/detail/layout.hpp"

#include <algorithm>
#include <array>

#include "dmp/form413/detail/wording.hpp"
#include "dmp/form413/detail/writer.hpp"

namespace dmp::form413 {
namespace {

using namespace pdf;

constexpr double kCell = 20;
constexpr double kNarrowCell = 14;
constexpr std::size_t kFinessCells = 9;
constexpr std::size_t kSiretCells = 14;
constexpr std::size_t kCardCells = 10;
constexpr double kAdministratorRow = 29;
constexpr std::size_t kAdministratorRows = 6;

constexpr TextStyle kTitleStyle{16, true, Colour::blue};
constexpr TextStyle kRowStyle{8.5, false, Colour::black};

struct Column {
  std::string_view id;
  std::string_view label;
  double width;
  Overflow overflow;
};
/// The columns of part 4.1, as wide together as the page.
constexpr std::array<Column, 5> kColumns{{
    {"card", wording::kCard, 72, Overflow::refuse},
    {"family_name", wording::kFamilyNameOnCard, 106, Overflow::wrap_anywhere},
    {"given_names", wording::kGivenNamesOnCard, 96, Overflow::wrap_anywhere},
    {"phone", wording::kPhone, 94, Overflow::wrap_words},
    {"email", wording::kEmail, kWidth - 368, Overflow::wrap_anywhere},
}};

std::string_view signed_by(std::optional<model::Signatory> role) {
  if (!role) {
    return wording::kSignedByEither;
  }
  return *role == model::Signatory::proxy ? wording::kSignedByProxy
                                          : wording::kSignedByRepresentative;
}

/// Why not to send it; empty where nothing speaks against it.
std::string_view warning_of(const Content& content) {
  if (content.draft) {
    return content.trial ? wording::kTrialDraft : wording::kDraft;
  }
  return content.trial ? wording::kTrial : std::string_view();
}

/// Writes the pages of the form.
class FormPages {
 public:
  explicit FormPages(const Content& content) : content_(content), out_(content.fields) {}

  std::vector<Page> write();

 private:
  void first_page();
  void second_page();
  void continuation_pages();
  void footers();

  void heading_note();
  void structure();
  void rpps_row();
  void signatory();
  void administrator_header();
  void administrator_row(std::size_t number);
  void usage();
  void offer();
  void signature();
  void sending();

  const Content& content_;
  Writer out_;
  std::size_t administrators_ = 0;
};

void FormPages::heading_note() {
  out_.words(out_.take(26), wording::kTitle, kTitleStyle, "H1");
  out_.skip(6);
  const auto warning = warning_of(content_);
  const bool warns = !warning.empty();
  const Box frame = out_.take(warns ? 72 : 56);
  out_.put(Frame{frame, Colour::pale, Colour::blue});
  Box inside = frame.inner(10, 6);
  out_.words(inside.split_top(15), wording::kPrepared, {10, true, Colour::blue}, "P");
  if (!content_.official_url.empty()) {
    out_.put(Text{inside.split_top(14),
                  std::string(wording::kOfficialAt) + content_.official_url,
                  std::string(wording::kOfficialAddress),
                  {8.5, false, Colour::black},
                  Overflow::refuse,
                  Align::left,
                  "P"});
  }
  out_.words(inside.split_top(15), wording::kScope, kSmallStyle, "P");
  if (warns) {
    out_.words(inside, warning, {9, true, Colour::red}, "P");
  }
  // All that follows stands at one place, whatever the frame has to say: forms are read back by it.
  out_.skip(warns ? 14 : 30);
}

void FormPages::rpps_row() {
  constexpr double kLine = 22;
  Box box = out_.row(wording::kRpps, 4 * kLine, wording::kRppsHint);
  Box lines = box.split_left(216);
  for (int line = 1; line <= 4; ++line) {
    const Box cell = lines.split_top(kLine);
    out_.put(Frame{cell, {}, Colour::line});
    out_.words(cell.inner(8, 0), std::to_string(line) + ".", kLabelStyle, "TD");
  }
  out_.words(box.inner(8, 2), wording::kRppsReason, kHintStyle, "TD");
  out_.end_row();
}

void FormPages::structure() {
  out_.section(wording::kPart31);
  out_.put(Open{"Table"});
  out_.value_row("structure.name", 44, Overflow::wrap_words);
  out_.cells_row("structure.finess", {kFinessCells, kCell, 42, wording::kFinessHint});
  const auto siret = std::ranges::find(content_.fields, "structure.siret", &Field::id);
  const bool is_empty = siret == content_.fields.end() || siret->left_empty;
  out_.cells_row(
      "structure.siret",
      {kSiretCells, kNarrowCell, 42, {}, is_empty ? wording::kSiretReason : wording::kSiretNeeded});
  rpps_row();
  out_.put(Close{"Table"});
}

void FormPages::signatory() {
  out_.section(wording::kPart32);
  out_.put(Open{"Table"});
  Box box = out_.row(wording::kWhoAreYou, 38).inner(8, 0);
  out_.put(Open{"TD"});
  out_.tick(box.split_left(150), "signatory.is_representative");
  out_.tick(box, "signatory.is_proxy");
  out_.put(Close{"TD"});
  out_.end_row();
  out_.value_row("signatory.family_name", 36, Overflow::wrap_words);
  out_.value_row("signatory.given_names", 36, Overflow::wrap_words);
  out_.value_row("signatory.phone", 36, Overflow::wrap_words);
  out_.value_row("signatory.email", 36, Overflow::wrap_anywhere);
  out_.cells_row("signatory.card", {kCardCells, kCell, 40});
  out_.put(Close{"Table"});
}

void FormPages::first_page() {
  out_.begin_page();
  out_.put(Open{"Sect"});
  heading_note();
  out_.part(wording::kPart3);
  structure();
  signatory();
  out_.put(Close{"Sect"});
}

void FormPages::administrator_header() {
  Box line = out_.take(30);
  out_.put(Open{"TR"});
  for (const auto& column : kColumns) {
    const Box box = line.split_left(column.width);
    out_.put(Frame{box, Colour::pale, Colour::line});
    out_.words(box.inner(5, 2), starred(column.label), {8, true, Colour::blue}, "TH");
  }
  out_.put(Close{"TR"});
}

/// One line of the table, from 1; an empty one past the last administrator.
void FormPages::administrator_row(std::size_t number) {
  Box line = out_.take(kAdministratorRow);
  if (number > administrators_) {
    for (const auto& column : kColumns) {
      out_.put(Frame{line.split_left(column.width), {}, Colour::line});
    }
    return;
  }
  const auto prefix = "administrators." + std::to_string(number) + ".";
  out_.put(Open{"TR"});
  for (const auto& column : kColumns) {
    const Box box = line.split_left(column.width);
    const Field& field = out_.field(prefix + std::string(column.id));
    out_.put(Frame{box, {}, Colour::line});
    out_.put(Text{box.inner(5, 2), field.value, field.name(), kRowStyle, column.overflow,
                  Align::left, "TD"});
  }
  out_.put(Close{"TR"});
}

void FormPages::usage() {
  out_.section(wording::kPart42);
  out_.put(Open{"Table"});
  out_.value_row("usage.statement", 36, Overflow::wrap_words);
  out_.value_row("usage.publisher", 32, Overflow::wrap_words);
  out_.value_row("usage.solution", 32, Overflow::wrap_words);
  out_.put(Close{"Table"});
}

void FormPages::offer() {
  out_.section(wording::kPart43);
  out_.words(out_.take(16), wording::kTickTypes, kSmallStyle, "P");
  const Box frame = out_.take(32);
  out_.put(Frame{frame, {}, Colour::line});
  out_.tick(frame.inner(8, 2), "offer.org");
}

void FormPages::signature() {
  out_.section(wording::kSignature);
  Box line = out_.take(130);
  const auto headed = [&](std::string_view label, double width) {
    Box box = line.split_left(width);
    const Frame border{box, {}, Colour::line};
    const Box head = box.split_top(22);
    out_.put(Frame{head, Colour::pale, {}});
    out_.put(border);
    out_.words(head.inner(6, 2), label, kLabelStyle, "P");
    return box;
  };
  headed(wording::kDate, 110);
  Box box = headed(signed_by(content_.signer_role), 205);
  const Field& given = out_.field("signatory.given_names");
  const Field& family = out_.field("signatory.family_name");
  const bool both = !given.value.empty() && !family.value.empty();
  out_.put(Text{box.split_top(36).inner(6, 1), given.value + (both ? " " : "") + family.value,
                family.name(), kRowStyle, Overflow::wrap_words, Align::left, "P"});
  headed(wording::kStamp, kWidth - 315);
}

void FormPages::sending() {
  out_.skip(12);
  const Box frame = out_.take(44);
  out_.put(Frame{frame, Colour::pale, Colour::blue});
  Box inside = frame.inner(10, 5);
  if (content_.service_email.empty()) {
    out_.words(inside, wording::kSendToUnknown, kLabelStyle, "P");
    return;
  }
  out_.words(inside.split_top(16), wording::kSendTo, kLabelStyle, "P");
  out_.put(Text{inside,
                content_.service_email,
                std::string(wording::kServiceAddress),
                {10, true, Colour::blue},
                Overflow::refuse,
                Align::left,
                "P"});
}

void FormPages::second_page() {
  out_.begin_page();
  out_.put(Open{"Sect"});
  out_.part(wording::kPart4);
  out_.section(wording::kPart41);
  out_.put(Open{"Table"});
  administrator_header();
  for (std::size_t number = 1; number <= kAdministratorRows; ++number) {
    administrator_row(number);
  }
  out_.put(Close{"Table"});
  if (administrators_ > kAdministratorRows) {
    out_.words(out_.take(16), wording::kPart41GoesOn, {8, true, Colour::blue}, "P");
  }
  usage();
  offer();
  out_.skip(4);
  signature();
  sending();
  out_.put(Close{"Sect"});
}

void FormPages::continuation_pages() {
  std::size_t next = kAdministratorRows + 1;
  while (next <= administrators_) {
    out_.begin_page();
    out_.put(Open{"Sect"});
    out_.part(wording::kPart4Continued);
    out_.section(wording::kPart41Continued);
    out_.put(Open{"Table"});
    administrator_header();
    for (; next <= administrators_ && out_.has_room(kAdministratorRow); ++next) {
      administrator_row(next);
    }
    out_.put(Close{"Table"});
    out_.put(Close{"Sect"});
  }
}

void FormPages::footers() {
  const Box line{kLeft, kPageHeight - 34, kWidth, 14};
  std::string left(wording::kFooterForm);
  if (!content_.finess.empty()) {
    left.append(wording::kFooterFiness).append(content_.finess);
  }
  left.append(wording::kFooterPrepared).append(content_.prepared_on);
  auto& pages = out_.pages();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    auto number = std::string(wording::kPage) + std::to_string(i + 1);
    number.append(wording::kOf).append(std::to_string(pages.size()));
    Box right = line;
    const Box start = right.split_left(kWidth - 90);
    pages[i].push_back(Text{start, left, left, kHintStyle});
    if (const std::string warning(warning_of(content_)); !warning.empty()) {
      const Box above{kLeft, line.y - 12, kWidth, 12};
      pages[i].push_back(Text{above, warning, warning, {8, true, Colour::red}});
    }
    if (content_.draft) {
      pages[i].insert(pages[i].begin(), Watermark{std::string(wording::kDraftMark)});
    }
    pages[i].push_back(Text{right, number, number, kHintStyle, Overflow::refuse, Align::right});
  }
}

std::vector<Page> FormPages::write() {
  administrators_ =
      static_cast<std::size_t>(std::ranges::count_if(content_.fields, [](const Field& field) {
        return field.id.starts_with("administrators.") && field.id.ends_with(".card");
      }));
  first_page();
  second_page();
  continuation_pages();
  footers();
  return std::move(out_.pages());
}

}  // namespace

std::vector<pdf::Page> lay_out(const Content& content) { return FormPages(content).write(); }

}  // namespace dmp::form413
