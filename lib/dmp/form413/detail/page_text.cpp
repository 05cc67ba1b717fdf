#include "dmp/form413/detail/page_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <qpdf/QPDFMatrix.hh>
#include <stdexcept>

#include "dmp/form413/detail/font_text.hpp"
#include "dmp/form413/detail/foreign_pdf.hpp"

namespace dmp::form413 {
namespace {

constexpr int kDepth = 8;  ///< Form XObjects in form XObjects.

/// What texts are shown with (ISO 32000-1, 9.3).
struct TextState {
  QPDFMatrix place;
  const FontText* font = nullptr;
  double size = 1;
  double character_space = 0;
  double word_space = 0;
  double stretch = 1;
  double leading = 0;
  double rise = 0;
};

/// Budget is what is left of a page's limits, and the fonts that it has met.
struct Budget {
  std::size_t operators;
  const PdfLimits& limits;
  std::map<QPDFObjGen, FontText> fonts;
};

class Reader final : public QPDFObjectHandle::ParserCallbacks {
 public:
  Reader(QPDFObjectHandle resources, const QPDFMatrix& place, int depth, Budget& budget,
         std::vector<Piece>& out)
      : resources_(std::move(resources)), depth_(depth), budget_(budget), out_(out) {
    state_.place = place;
  }
  void handleObject(QPDFObjectHandle object) override;
  void handleEOF() override {}

  /// read reads a stream of content; `owner` makes the temporary object that qpdf parses.
  void read(const std::string& content, QPDF& owner) {
    QPDFObjectHandle::parseContentStream(QPDFObjectHandle::newStream(&owner, content), this);
  }

 private:
  using Operator = void (Reader::*)();
  static const std::map<std::string, Operator>& operators();

  double number(std::size_t index) const {
    return index < operands_.size() ? number_of(operands_[index]) : 0;
  }
  QPDFMatrix matrix() const {
    return {number(0), number(1), number(2), number(3), number(4), number(5)};
  }
  void save() {
    if (saved_.size() < 256) {
      saved_.push_back(state_);
    }
  }
  void restore() {
    if (!saved_.empty()) {
      state_ = saved_.back();
      saved_.pop_back();
    }
  }
  void transform() { state_.place.concat(matrix()); }
  void begin_text() { line_ = text_ = QPDFMatrix(); }
  void set_matrix() { line_ = text_ = matrix(); }
  void move() { move_by(number(0), number(1)); }
  void move_leading() {
    state_.leading = -number(1);
    move();
  }
  void move_by(double x, double y) {
    line_.concat(QPDFMatrix(1, 0, 0, 1, x, y));
    text_ = line_;
  }
  void next_line() { move_by(0, -state_.leading); }
  void set_font();
  void set_character_space() { state_.character_space = number(0); }
  void set_word_space() { state_.word_space = number(0); }
  void set_stretch() { state_.stretch = number(0) / 100; }
  void set_leading() { state_.leading = number(0); }
  void set_rise() { state_.rise = number(0); }
  void show() { show_string(operands_.empty() ? QPDFObjectHandle() : operands_.back()); }
  void show_next() {
    next_line();
    show();
  }
  void show_array();
  void show_string(QPDFObjectHandle string);
  void show_code(std::uint32_t code, bool space);
  void draw_object();

  QPDFObjectHandle resources_;
  int depth_;
  Budget& budget_;
  std::vector<Piece>& out_;
  std::vector<QPDFObjectHandle> operands_;
  std::vector<TextState> saved_;
  TextState state_;
  QPDFMatrix text_;
  QPDFMatrix line_;
};

const std::map<std::string, Reader::Operator>& Reader::operators() {
  static const std::map<std::string, Operator> kOperators{{"q", &Reader::save},
                                                          {"Q", &Reader::restore},
                                                          {"cm", &Reader::transform},
                                                          {"BT", &Reader::begin_text},
                                                          {"Tm", &Reader::set_matrix},
                                                          {"Td", &Reader::move},
                                                          {"TD", &Reader::move_leading},
                                                          {"T*", &Reader::next_line},
                                                          {"Tf", &Reader::set_font},
                                                          {"Tc", &Reader::set_character_space},
                                                          {"Tw", &Reader::set_word_space},
                                                          {"Tz", &Reader::set_stretch},
                                                          {"TL", &Reader::set_leading},
                                                          {"Ts", &Reader::set_rise},
                                                          {"Tj", &Reader::show},
                                                          {"'", &Reader::show_next},
                                                          {"\"", &Reader::show_next},
                                                          {"TJ", &Reader::show_array},
                                                          {"Do", &Reader::draw_object}};
  return kOperators;
}

void Reader::handleObject(QPDFObjectHandle object) {
  if (!object.isOperator()) {
    if (operands_.size() < 64) {
      operands_.push_back(object);
    }
    return;
  }
  if (budget_.operators == 0) {
    throw std::length_error("content too long");
  }
  --budget_.operators;
  const auto found = operators().find(object.getOperatorValue());
  if (found != operators().end()) {
    (this->*found->second)();
  }
  operands_.clear();
}

void Reader::set_font() {
  auto fonts = resources_.isDictionary() ? resources_.getKey("/Font") : QPDFObjectHandle();
  if (operands_.size() < 2 || !operands_[0].isName() || !fonts.isInitialized() ||
      !fonts.isDictionary()) {
    return;
  }
  auto font = fonts.getKey(operands_[0].getName());
  auto [at, fresh] = budget_.fonts.try_emplace(font.getObjGen());
  if (fresh || !font.isIndirect()) {
    at->second = read_font(font, budget_.limits.content);
  }
  state_.font = &at->second;
  state_.size = number(1);
}

void Reader::show_array() {
  auto list = operands_.empty() ? QPDFObjectHandle() : operands_.back();
  for (int i = 0; list.isInitialized() && list.isArray() && i < list.getArrayNItems(); ++i) {
    auto item = list.getArrayItem(i);
    if (item.isString()) {
      show_string(item);
    } else {
      const double by = -number_of(item) / 1000 * state_.size * state_.stretch;
      text_.concat(QPDFMatrix(1, 0, 0, 1, by, 0));
    }
  }
}

void Reader::show_string(QPDFObjectHandle string) {
  if (!string.isInitialized() || !string.isString() || state_.font == nullptr) {
    return;
  }
  const auto bytes = string.getStringValue();
  const std::size_t step = state_.font->two_bytes ? 2 : 1;
  for (std::size_t at = 0; at + step <= bytes.size(); at += step) {
    std::uint32_t code = 0;
    for (std::size_t i = 0; i < step; ++i) {
      code = (code << 8U) | static_cast<unsigned char>(bytes[at + i]);
    }
    show_code(code, step == 1 && code == ' ');
  }
}

void Reader::show_code(std::uint32_t code, bool space) {
  const double width = state_.font->width_of(code) / 1000 * state_.size;
  auto whole = state_.place;
  whole.concat(text_);
  Piece piece;
  whole.transform(0, state_.rise, piece.x, piece.y);
  double end_x = 0;
  double end_y = 0;
  whole.transform(width * state_.stretch, state_.rise, end_x, end_y);
  piece.width = end_x - piece.x;
  piece.size = std::abs(state_.size) * std::hypot(whole.c, whole.d);
  piece.text = state_.font->text_of(code);
  if (!piece.text.empty()) {
    if (out_.size() >= budget_.limits.operators) {
      throw std::length_error("text too long");
    }
    out_.push_back(std::move(piece));
  }
  const double by =
      (width + state_.character_space + (space ? state_.word_space : 0)) * state_.stretch;
  text_.concat(QPDFMatrix(1, 0, 0, 1, by, 0));
}

QPDFMatrix matrix_of(QPDFObjectHandle array) {
  return array.isMatrix() ? QPDFMatrix(array.getArrayAsMatrix()) : QPDFMatrix();
}

void Reader::draw_object() {
  auto objects = resources_.isDictionary() ? resources_.getKey("/XObject") : QPDFObjectHandle();
  if (depth_ >= kDepth || operands_.empty() || !operands_[0].isName() || !objects.isInitialized() ||
      !objects.isDictionary()) {
    return;
  }
  auto form = objects.getKey(operands_[0].getName());
  if (!form.isStream() || !form.getDict().getKey("/Subtype").isName() ||
      form.getDict().getKey("/Subtype").getName() != "/Form" || form.getOwningQPDF() == nullptr) {
    return;
  }
  auto place = state_.place;
  place.concat(matrix_of(form.getDict().getKey("/Matrix")));
  auto own = form.getDict().getKey("/Resources");
  Reader inner(own.isDictionary() ? own : resources_, place, depth_ + 1, budget_, out_);
  inner.read(data_of(form, budget_.limits.content), *form.getOwningQPDF());
}

/// Reads what an annotation shows, put where it shows it.
void read_annotation(QPDFAnnotationObjectHelper annotation, const QPDFMatrix& page, Budget& budget,
                     std::vector<Piece>& out) {
  auto shown = annotation.getAppearanceStream("/N");
  auto rectangle = annotation.getObjectHandle().getKey("/Rect");
  if (!shown.isStream() || !rectangle.isRectangle() || shown.getOwningQPDF() == nullptr) {
    return;
  }
  auto place = page;
  const auto at = rectangle.getArrayAsRectangle();
  place.concat(QPDFMatrix(1, 0, 0, 1, at.llx, at.lly));
  place.concat(matrix_of(shown.getDict().getKey("/Matrix")));
  Reader reader(shown.getDict().getKey("/Resources"), place, 1, budget, out);
  reader.read(data_of(shown, budget.limits.content), *shown.getOwningQPDF());
}

bool reads_before(const Piece& a, const Piece& b) {
  return std::pair(std::round(a.y), a.x) < std::pair(std::round(b.y), b.x);
}

}  // namespace

std::vector<Piece> glyphs_of(QPDFPageObjectHelper page, const PdfLimits& limits) {
  std::vector<Piece> glyphs;
  Budget budget{limits.operators, limits, {}};
  const auto frame = frame_of(page);
  const QPDFMatrix place(1, 0, 0, 1, -frame.left, -frame.bottom);
  std::string content;
  for (auto& stream : page.getPageContents()) {
    content += data_of(stream, limits.content) + "\n";
  }
  auto* owner = page.getObjectHandle().getOwningQPDF();
  if (owner == nullptr) {
    return glyphs;
  }
  Reader(page.getAttribute("/Resources", false), place, 0, budget, glyphs).read(content, *owner);
  for (auto& annotation : page.getAnnotations("/Widget")) {
    read_annotation(annotation, place, budget, glyphs);
  }
  for (auto& glyph : glyphs) {
    glyph.y = frame.height - glyph.y;
  }
  return glyphs;
}

std::vector<Piece> pieces_of(std::vector<Piece> glyphs) {
  std::ranges::stable_sort(glyphs, reads_before);
  std::vector<Piece> pieces;
  for (const auto& glyph : glyphs) {
    if (!pieces.empty()) {
      auto& last = pieces.back();
      const double gap = glyph.x - last.x - last.width;
      if (std::abs(glyph.y - last.y) < 1.5 && gap < 0.6 * last.size && gap > -last.size) {
        const bool spaced =
            gap > 0.15 * last.size && glyph.text != " " && !last.text.ends_with(' ');
        last.text += (spaced ? " " : "") + glyph.text;
        last.width = std::max(last.width, glyph.x + glyph.width - last.x);
        continue;
      }
    }
    pieces.push_back(glyph);
  }
  std::erase_if(pieces, [](const Piece& piece) {
    return piece.text.find_first_not_of(' ') == std::string::npos;
  });
  return pieces;
}

std::string text_in(const std::vector<Piece>& glyphs, const model::FormPlace& place) {
  std::vector<Piece> inside;
  for (const auto& glyph : glyphs) {
    const double x = glyph.x + glyph.width / 2;
    const double y = glyph.y - glyph.size / 3;
    if (x >= place.x && x <= place.x + place.width && y >= place.y && y <= place.y + place.height) {
      inside.push_back(glyph);
    }
  }
  std::string text;
  for (const auto& piece : pieces_of(std::move(inside))) {
    const bool comb = place.kind == "comb" || place.kind == "tick";
    text += (text.empty() || comb || text.ends_with(' ') ? "" : " ") + piece.text;
  }
  const auto end = text.find_last_not_of(' ');
  return end == std::string::npos ? std::string() : text.substr(0, end + 1);
}

}  // namespace dmp::form413
