#include "dmp/form413/detail/layout.hpp"

#include <algorithm>
#include <array>

#include "dmp/form413/detail/wording.hpp"

namespace dmp::form413 {
namespace {

constexpr double kLeft = 42;
constexpr double kTop = 38;
constexpr double kBottom = 800;
constexpr double kWidth = kPageWidth - 2 * kLeft;
constexpr double kLabelWidth = 172;
constexpr double kLabelHeight = 14;
constexpr double kHintHeight = 18;
constexpr double kCell = 20;
constexpr std::size_t kFinessCells = 9;
constexpr std::size_t kSiretCells = 14;
constexpr std::size_t kCardCells = 10;
constexpr double kAdministratorRow = 29;
constexpr std::size_t kAdministratorRows = 6;

constexpr TextStyle kTitleStyle{16, true, Colour::blue};
constexpr TextStyle kPartStyle{11, true, Colour::white};
constexpr TextStyle kSectionStyle{10, true, Colour::blue};
constexpr TextStyle kLabelStyle{8.5, false, Colour::black};
constexpr TextStyle kHintStyle{7, false, Colour::grey};
constexpr TextStyle kValueStyle{10, false, Colour::black};
constexpr TextStyle kRowStyle{8.5, false, Colour::black};
constexpr TextStyle kSmallStyle{8, false, Colour::grey};
constexpr TextStyle kTickStyle{14, false, Colour::black};

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

std::string starred(std::string_view label) {
  return std::string(label) + std::string(wording::kStar);
}

/// Writes the pages from top to bottom.
class Writer {
 public:
  explicit Writer(const Content& content) : content_(content) {}

  std::vector<Page> write();

 private:
  void begin_page();
  void first_page();
  void second_page();
  void continuation_pages();
  void footers();

  void heading_note();
  void structure();
  void rpps_row();
  void signatory();
  void administrator_header();
  void administrator_row(std::size_t row);
  void usage();
  void offer();
  void signature();
  void sending();

  void part(std::string_view title);
  void section(std::string_view title);
  Box row(std::string_view label, double height, std::string_view hint = {});
  void end_row() { put(Close{"TR"}); }
  void value_row(std::string_view id, double height, Overflow overflow);
  void cells_row(std::string_view id, double height, std::size_t count, std::string_view hint,
                 std::string_view reason);
  void tick(Box box, std::string_view id);

  void put(Item item) { pages_.back().push_back(std::move(item)); }
  void words(Box box, std::string_view text, TextStyle style, std::string_view tag,
             Align align = Align::left) {
    put(Text{box, std::string(text), std::string(text), style, Overflow::wrap_words, align, tag});
  }
  Box take(double height) {
    const Box box{kLeft, y_, kWidth, height};
    y_ += height;
    return box;
  }
  [[nodiscard]] const Field* find(std::string_view id) const {
    const auto found = std::ranges::find(content_.fields, id, &Field::id);
    return found == content_.fields.end() ? nullptr : &*found;
  }

  const Content& content_;
  std::vector<Page> pages_;
  double y_ = kTop;
  std::size_t administrators_ = 0;
};

void Writer::begin_page() {
  pages_.emplace_back();
  y_ = kTop;
  put(Open{"Sect"});
}

void Writer::part(std::string_view title) {
  const Box bar = take(22);
  put(Frame{bar, Colour::blue, {}});
  words(bar.inner(8, 0), title, kPartStyle, "H2");
  y_ += 2;
}

void Writer::section(std::string_view title) {
  y_ += 6;
  words(take(20), title, kSectionStyle, "H3");
}

/// A table row: the label at the left, the box of the value returned.
Box Writer::row(std::string_view label, double height, std::string_view hint) {
  Box right = take(height);
  const Box left = right.split_left(kLabelWidth);
  put(Frame{left, Colour::pale, Colour::line});
  put(Frame{right, {}, Colour::line});
  put(Open{"TR"});
  Box inside = left.inner(6, 3);
  if (!hint.empty()) {
    inside = inside.inner(0, (inside.height - kLabelHeight - kHintHeight) / 2);
    words(inside.split_top(kLabelHeight), label, kLabelStyle, "TH");
    words(inside, hint, kHintStyle, "P");
  } else {
    words(inside, label, kLabelStyle, "TH");
  }
  return right;
}

void Writer::value_row(std::string_view id, double height, Overflow overflow) {
  const Field* field = find(id);
  const Box box = row(field->starred ? starred(field->label) : field->label, height);
  put(Text{box.inner(8, 2), field->value, field->name(), kValueStyle, overflow, Align::left, "TD"});
  end_row();
}

void Writer::cells_row(std::string_view id, double height, std::size_t count, std::string_view hint,
                       std::string_view reason) {
  const Field* field = find(id);
  Box box = row(starred(field->label), height, hint).inner(8, 0);
  Box cells = box.split_left(static_cast<double>(count) * (count > kCardCells ? 14 : kCell));
  cells = cells.inner(0, (height - kCell) / 2);
  put(Cells{cells, count, field->value, field->name()});
  if (!reason.empty()) {
    words(box.inner(6, 2), reason, kHintStyle, "P");
  }
  end_row();
}

void Writer::tick(Box box, std::string_view id) {
  const Field* field = find(id);
  put(Open{"P"});
  words(box.split_left(20), field->value == "true" ? wording::kTicked : wording::kNotTicked,
        kTickStyle, "Span");
  put(Text{box, field->label, field->name(), kValueStyle, Overflow::wrap_words, Align::left,
           "Span"});
  put(Close{"P"});
}

void Writer::heading_note() {
  words(take(26), wording::kTitle, kTitleStyle, "H1");
  y_ += 6;
  const Box frame = take(content_.trial ? 72 : 56);
  put(Frame{frame, Colour::pale, Colour::blue});
  Box inside = frame.inner(10, 6);
  words(inside.split_top(15), wording::kPrepared, {10, true, Colour::blue}, "P");
  if (!content_.official_url.empty()) {
    put(Text{inside.split_top(14),
             std::string(wording::kOfficialAt) + content_.official_url,
             std::string(wording::kOfficialAddress),
             {8.5, false, Colour::black},
             Overflow::refuse,
             Align::left,
             "P"});
  }
  words(inside.split_top(15), wording::kScope, kSmallStyle, "P");
  if (content_.trial) {
    words(inside, wording::kTrial, {9, true, Colour::red}, "P");
  }
  y_ += 14;
}

void Writer::rpps_row() {
  constexpr double kLine = 22;
  Box box = row(wording::kRpps, 4 * kLine, wording::kRppsHint);
  Box lines = box.split_left(216);
  for (int line = 1; line <= 4; ++line) {
    Box cell = lines.split_top(kLine);
    put(Frame{cell, {}, Colour::line});
    words(cell.inner(8, 0), std::to_string(line) + ".", kLabelStyle, "TD");
  }
  words(box.inner(8, 2), wording::kRppsReason, kHintStyle, "P");
  end_row();
}

void Writer::structure() {
  section(wording::kPart31);
  put(Open{"Table"});
  value_row("structure.name", 44, Overflow::wrap_words);
  cells_row("structure.finess", 42, kFinessCells, wording::kFinessHint, {});
  cells_row("structure.siret", 42, kSiretCells, {}, wording::kSiretReason);
  rpps_row();
  put(Close{"Table"});
}

void Writer::signatory() {
  section(wording::kPart32);
  put(Open{"Table"});
  Box box = row(wording::kWhoAreYou, 38).inner(8, 0);
  tick(box.split_left(150), "signatory.is_representative");
  tick(box, "signatory.is_proxy");
  end_row();
  value_row("signatory.family_name", 36, Overflow::wrap_words);
  value_row("signatory.given_names", 36, Overflow::wrap_words);
  value_row("signatory.phone", 36, Overflow::wrap_words);
  value_row("signatory.email", 36, Overflow::wrap_anywhere);
  cells_row("signatory.card", 40, kCardCells, {}, {});
  put(Close{"Table"});
}

void Writer::first_page() {
  begin_page();
  heading_note();
  part(wording::kPart3);
  structure();
  signatory();
  put(Close{"Sect"});
}

void Writer::administrator_header() {
  Box line = take(30);
  put(Open{"TR"});
  for (const auto& column : kColumns) {
    const Box box = line.split_left(column.width);
    put(Frame{box, Colour::pale, Colour::line});
    words(box.inner(5, 2), starred(column.label), {8, true, Colour::blue}, "TH");
  }
  put(Close{"TR"});
}

/// One line of the table, from 1; an empty one past the last administrator.
void Writer::administrator_row(std::size_t number) {
  Box line = take(kAdministratorRow);
  const bool used = number <= administrators_;
  if (used) {
    put(Open{"TR"});
  }
  for (const auto& column : kColumns) {
    const Box box = line.split_left(column.width);
    put(Frame{box, {}, Colour::line});
    const Field* field =
        used ? find("administrators." + std::to_string(number) + "." + std::string(column.id))
             : nullptr;
    if (field != nullptr) {
      put(Text{box.inner(5, 2), field->value, field->name(), kRowStyle, column.overflow,
               Align::left, "TD"});
    }
  }
  if (used) {
    put(Close{"TR"});
  }
}

void Writer::usage() {
  section(wording::kPart42);
  put(Open{"Table"});
  value_row("usage.statement", 36, Overflow::wrap_words);
  value_row("usage.publisher", 32, Overflow::wrap_words);
  value_row("usage.solution", 32, Overflow::wrap_words);
  put(Close{"Table"});
}

void Writer::offer() {
  section(wording::kPart43);
  words(take(16), wording::kTickTypes, kSmallStyle, "P");
  const Box frame = take(32);
  put(Frame{frame, {}, Colour::line});
  tick(frame.inner(8, 2), "offer.org");
}

void Writer::signature() {
  section(wording::kSignature);
  const auto role = content_.signer_role;
  const auto by = !role ? wording::kSignedByEither
                        : (*role == model::Signatory::proxy ? wording::kSignedByProxy
                                                            : wording::kSignedByRepresentative);
  Box line = take(130);
  const std::array<std::pair<std::string_view, double>, 3> boxes{
      {{wording::kDate, 110}, {by, 205}, {wording::kStamp, kWidth - 315}}};
  for (const auto& [label, width] : boxes) {
    const Box box = line.split_left(width);
    Box inside = box;
    const Box head = inside.split_top(22);
    put(Frame{head, Colour::pale, {}});
    put(Frame{box, {}, Colour::line});
    words(head.inner(6, 2), label, kLabelStyle, "P");
    if (label == by) {
      const Field* given = find("signatory.given_names");
      const Field* family = find("signatory.family_name");
      const bool both = !given->value.empty() && !family->value.empty();
      put(Text{inside.split_top(24).inner(6, 1),
               given->value + (both ? " " : "") + family->value,
               family->name(),
               {9, false, Colour::black},
               Overflow::wrap_words,
               Align::left,
               "P"});
    }
  }
}

void Writer::sending() {
  y_ += 12;
  const Box frame = take(44);
  put(Frame{frame, Colour::pale, Colour::blue});
  Box inside = frame.inner(10, 5);
  if (content_.service_email.empty()) {
    words(inside, wording::kSendToUnknown, kLabelStyle, "P");
    return;
  }
  words(inside.split_top(16), wording::kSendTo, kLabelStyle, "P");
  put(Text{inside,
           content_.service_email,
           std::string(wording::kServiceAddress),
           {10, true, Colour::blue},
           Overflow::refuse,
           Align::left,
           "P"});
}

void Writer::second_page() {
  begin_page();
  part(wording::kPart4);
  section(wording::kPart41);
  put(Open{"Table"});
  administrator_header();
  for (std::size_t number = 1; number <= kAdministratorRows; ++number) {
    administrator_row(number);
  }
  put(Close{"Table"});
  if (administrators_ > kAdministratorRows) {
    words(take(16), wording::kPart41GoesOn, {8, true, Colour::blue}, "P");
  }
  usage();
  offer();
  y_ += 4;
  signature();
  sending();
  put(Close{"Sect"});
}

void Writer::continuation_pages() {
  std::size_t next = kAdministratorRows + 1;
  while (next <= administrators_) {
    begin_page();
    part(wording::kPart4Continued);
    section(wording::kPart41Continued);
    put(Open{"Table"});
    administrator_header();
    for (; next <= administrators_ && y_ + kAdministratorRow <= kBottom; ++next) {
      administrator_row(next);
    }
    put(Close{"Table"});
    put(Close{"Sect"});
  }
}

void Writer::footers() {
  const Box line{kLeft, kPageHeight - 34, kWidth, 14};
  std::string left(wording::kFooterForm);
  if (!content_.finess.empty()) {
    left.append(wording::kFooterFiness).append(content_.finess);
  }
  left.append(wording::kFooterPrepared).append(content_.prepared_on);
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    auto number = std::string(wording::kPage) + std::to_string(i + 1);
    number.append(wording::kOf).append(std::to_string(pages_.size()));
    Box right = line;
    const Box start = right.split_left(kWidth - 90);
    pages_[i].push_back(Text{start, left, left, kHintStyle});
    if (content_.trial) {
      const Box above{kLeft, line.y - 12, kWidth, 12};
      const std::string trial(wording::kTrial);
      pages_[i].push_back(Text{above, trial, trial, {8, true, Colour::red}});
    }
    pages_[i].push_back(Text{right, number, number, kHintStyle, Overflow::refuse, Align::right});
  }
}

std::vector<Page> Writer::write() {
  administrators_ =
      static_cast<std::size_t>(std::ranges::count_if(content_.fields, [](const Field& field) {
        return field.id.starts_with("administrators.") && field.id.ends_with(".card");
      }));
  first_page();
  second_page();
  continuation_pages();
  footers();
  return std::move(pages_);
}

}  // namespace

Box Box::split_left(double part) {
  const Box left{x, y, part, height};
  x += part;
  width -= part;
  return left;
}

Box Box::split_top(double part) {
  const Box top{x, y, width, part};
  y += part;
  height -= part;
  return top;
}

std::vector<Page> lay_out(const Content& content) { return Writer(content).write(); }

}  // namespace dmp::form413
