#include <algorithm>
#include <memory>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <qpdf/QUtil.hh>
#include <set>
#include <stdexcept>

#include "dmp/base/utf8.hpp"
#include "dmp/form413/detail/foreign_pdf.hpp"
#include "dmp/form413/template.hpp"
#include "dmp/pdf/drawing.hpp"

namespace dmp::form413 {
namespace {

constexpr std::string_view kTick = "✕";
constexpr double kMargin = 12;

/// Job is one thing to be drawn and where it goes: into a widget, or onto a page.
struct Job {
  pdf::Stamp stamp;
  std::size_t widget = 0;  ///< Index, for a field.
  bool on_page = false;
  int page = 0;
  double x = 0;
  double y = 0;
};

auto refused(std::string_view id, std::string_view name, const std::string& value) {
  return fail(ErrorKind::input, id, {arg(name, value)});
}

/// Fills one document.
class Filler {
 public:
  explicit Filler(const Filling& filling) : filling_(filling) {}
  Result<Bytes> fill();

 private:
  Status plan();
  Status plan_place(const model::FormPlace& place, const Field& value);
  Status plan_field(const model::FormPlace& place, const Field& value);
  Status plan_tick(const model::FormPlace& place, const Field& value, std::size_t index);
  Status plan_text(const Field& value, std::size_t index);
  Status check_complete() const;
  void plan_warning();
  void draw_into(const Field& value, std::size_t index, const std::string& text);
  pdf::Stamp stamp_of(const PdfField& place, const std::string& text, const Field& value) const;
  Status put_stamps();
  static void put_into_widget(Widget& widget, QPDFObjectHandle form);
  void enclose(std::size_t index);
  void put_on_page(const Job& job, QPDFObjectHandle form);
  Result<Bytes> write();

  const Filling& filling_;
  QPDF pdf_;
  std::unique_ptr<QPDF> stamps_ = std::make_unique<QPDF>();  ///< Read until all is written.
  std::vector<Widget> widgets_;
  std::vector<QPDFPageObjectHelper> pages_;
  std::vector<Job> jobs_;
  std::set<std::size_t> enclosed_;  ///< Pages.
};

pdf::Stamp Filler::stamp_of(const PdfField& place, const std::string& text,
                            const Field& value) const {
  const double width = std::max(place.width, 2.0);
  const double height = std::max(place.height, 2.0);
  const pdf::Box box{0, 0, width, height};
  if (place.kind == "comb" && place.cells > 0) {
    return {width,
            height,
            {pdf::Cells{box, static_cast<std::size_t>(place.cells), text, value.name(), false}}};
  }
  const bool tick = place.kind == "tick";
  const double size = tick ? std::clamp(std::min(width, height) * 0.9, 7.0, 14.0) : 10;
  return {width,
          height,
          {pdf::Text{tick ? box : box.inner(2, 0.5),
                     text,
                     value.name(),
                     {size, false, pdf::Colour::black},
                     pdf::Overflow::wrap_anywhere,
                     tick ? pdf::Align::centre : pdf::Align::left}}};
}

void Filler::draw_into(const Field& value, std::size_t index, const std::string& text) {
  jobs_.push_back({stamp_of(widgets_[index].told, text, value), index});
}

Status Filler::plan_tick(const model::FormPlace& place, const Field& value, std::size_t index) {
  auto& widget = widgets_[index];
  const bool mine = place.on.empty() || place.on == widget.told.state;
  if (!mine) {
    return {};
  }
  const bool on = value.value == "true";
  const auto state = QPDFObjectHandle::newName("/" + (on ? widget.told.state : std::string("Off")));
  QPDFFormFieldObjectHelper field(widget.field);
  if (on || !field.isRadioButton()) {
    // The value of a group of radio buttons is their parent's.
    auto owner = field.isRadioButton() && !field.getParent().isNull() && !widget.field.hasKey("/T")
                     ? field.getParent().getObjectHandle()
                     : widget.field;
    owner.replaceKey("/V", state);
  }
  widget.annotation.replaceKey("/AS", state);
  draw_into(value, index, on ? std::string(kTick) : std::string());
  return {};
}

Status Filler::plan_text(const Field& value, std::size_t index) {
  auto& widget = widgets_[index];
  const auto& told = widget.told;
  const auto length = find_invalid_utf8(value.value) ? 0 : count_characters(value.value);
  if (told.cells > 0 && length > static_cast<std::size_t>(told.cells)) {
    return fail(ErrorKind::input, "PDF-TOO-LONG",
                {arg("label", value.name()), arg("length", length)});
  }
  if (told.kind == "choice" && !value.value.empty() &&
      std::ranges::find(told.choices, value.value) == told.choices.end()) {
    return fail(ErrorKind::input, "FORM-TEMPLATE-CHOICE",
                {arg("value", value.value), arg("field", told.name)});
  }
  widget.field.replaceKey("/V", QPDFObjectHandle::newUnicodeString(value.value));
  draw_into(value, index, value.value);
  return {};
}

Status Filler::plan_field(const model::FormPlace& place, const Field& value) {
  bool found = false;
  for (std::size_t i = 0; i < widgets_.size(); ++i) {
    if (widgets_[i].told.name != place.field) {
      continue;
    }
    found = true;
    const auto done =
        widgets_[i].told.kind == "tick" ? plan_tick(place, value, i) : plan_text(value, i);
    if (!done) {
      return done;
    }
  }
  return found ? Status{} : refused("FORM-MAP-FIELD", "field", place.field);
}

Status Filler::plan_place(const model::FormPlace& place, const Field& value) {
  const auto number = static_cast<std::size_t>(std::max(place.page, 0));
  if (number < 1 || number > pages_.size() || place.width <= 0 || place.height <= 0) {
    return refused("FORM-MAP-PLACE", "id", place.id);
  }
  auto turned = pages_[number - 1].getAttribute("/Rotate", false);
  if (static_cast<int>(number_of(turned)) % 360 != 0) {
    return refused("FORM-MAP-PLACE", "id", place.id);
  }
  const bool tick = value.kind == FieldKind::tick;
  const auto text = !tick                   ? value.value
                    : value.value == "true" ? std::string(kTick)
                                            : std::string();
  if (text.empty()) {
    return {};
  }
  PdfField told;
  told.width = place.width;
  told.height = place.height;
  told.kind = place.kind;
  told.cells = place.cells;
  jobs_.push_back({stamp_of(told, text, value), 0, true, place.page, place.x, place.y});
  return {};
}

/// No value may be lost: each that has something to say needs a place.
Status Filler::check_complete() const {
  std::string without;
  for (const auto& value : filling_.values) {
    const bool says = !value.value.empty() && value.value != "false";
    if (says && std::ranges::find(filling_.map.places, value.id, &model::FormPlace::id) ==
                    filling_.map.places.end()) {
      without += (without.empty() ? "" : ", ") + value.id;
    }
  }
  return without.empty() ? Status{} : refused("FORM-TEMPLATE-UNMAPPED", "values", without);
}

void Filler::plan_warning() {
  for (std::size_t i = 0; i < pages_.size() && !filling_.warning.empty(); ++i) {
    const auto turned = number_of(pages_[i].getAttribute("/Rotate", false));
    const auto width = frame_of(pages_[i]).width - 2 * kMargin;
    if (static_cast<int>(turned) % 360 == 0 && width > kMargin) {
      const std::string words(filling_.warning);
      const pdf::Text text{{0, 0, width, 2 * kMargin},
                           words,
                           words,
                           {9, true, pdf::Colour::red},
                           pdf::Overflow::wrap_words,
                           pdf::Align::centre};
      jobs_.push_back({{width, 2 * kMargin, {text}}, 0, true, static_cast<int>(i) + 1, kMargin, 2});
    }
  }
}

Status Filler::plan() {
  if (auto complete = check_complete(); !complete) {
    return complete;
  }
  widgets_ = widgets_of(pdf_, filling_.pdf.limits);
  pages_ = QPDFPageDocumentHelper(pdf_).getAllPages();
  plan_warning();
  for (const auto& place : filling_.map.places) {
    const auto value = std::ranges::find(filling_.values, place.id, &Field::id);
    if (value == filling_.values.end()) {
      if (place.id.starts_with("administrators.")) {
        continue;  // A row that this site does not need.
      }
      return refused("FORM-MAP-ID", "id", place.id);
    }
    const auto done = place.field.empty() ? plan_place(place, *value) : plan_field(place, *value);
    if (!done) {
      return done;
    }
  }
  return {};
}

/// Makes `form` what the widget shows; of a tick box, in the state that it is in.
void Filler::put_into_widget(Widget& widget, QPDFObjectHandle form) {
  auto old = widget.annotation.getKey("/AP");
  auto shown = old.isDictionary() ? old.shallowCopy() : QPDFObjectHandle::newDictionary();
  if (widget.told.kind == "tick") {
    auto states = shown.getKey("/N").isDictionary() ? shown.getKey("/N").shallowCopy()
                                                    : QPDFObjectHandle::newDictionary();
    states.replaceKey(widget.annotation.getKey("/AS").getName(), form);
    shown.replaceKey("/N", states);
  } else {
    shown.replaceKey("/N", form);
  }
  widget.annotation.replaceKey("/AP", shown);
}

/// Whatever the page's own content leaves set must not move or colour ours.
void Filler::enclose(std::size_t index) {
  if (enclosed_.insert(index).second) {
    pages_[index].addPageContents(QPDFObjectHandle::newStream(&pdf_, "q\n"), true);
    pages_[index].addPageContents(QPDFObjectHandle::newStream(&pdf_, "\nQ\n"), false);
  }
}

void Filler::put_on_page(const Job& job, QPDFObjectHandle form) {
  const auto index = static_cast<std::size_t>(job.page) - 1;
  enclose(index);
  auto& page = pages_[index];
  const auto frame = frame_of(page);
  auto resources = page.getAttribute("/Resources", true);
  if (!resources.isDictionary()) {
    resources = QPDFObjectHandle::newDictionary();
    page.getObjectHandle().replaceKey("/Resources", resources);
  }
  if (!resources.getKey("/XObject").isDictionary()) {
    resources.replaceKey("/XObject", QPDFObjectHandle::newDictionary());
  } else {
    resources.replaceKey("/XObject", resources.getKey("/XObject").shallowCopy());
  }
  int next = 1;
  const auto name = resources.getUniqueResourceName("/Dmpcert", next);
  resources.getKey("/XObject").replaceKey(name, form);
  const auto at = [](double value) { return QUtil::double_to_string(value, 3); };
  page.addPageContents(QPDFObjectHandle::newStream(
                           &pdf_, "q 1 0 0 1 " + at(frame.left + job.x) + " " +
                                      at(frame.bottom + frame.height - job.y - job.stamp.height) +
                                      " cm " + name + " Do Q\n"),
                       false);
}

Status Filler::put_stamps() {
  std::vector<pdf::Stamp> stamps;
  for (const auto& job : jobs_) {
    stamps.push_back(job.stamp);
  }
  if (stamps.empty()) {
    return {};
  }
  const auto drawn = pdf::draw_stamps(stamps, start_of(filling_.as_of));
  if (!drawn) {
    return fail(drawn.error());
  }
  stamps_->processMemoryFile("stamps", reinterpret_cast<const char*>(drawn->data()), drawn->size());
  stamps_->setImmediateCopyFrom(true);
  const auto sheets = QPDFPageDocumentHelper(*stamps_).getAllPages();
  for (std::size_t i = 0; i < jobs_.size(); ++i) {
    auto sheet = sheets.at(i);
    const auto form = pdf_.copyForeignObject(sheet.getFormXObjectForPage());
    if (jobs_[i].on_page) {
      put_on_page(jobs_[i], form);
    } else {
      put_into_widget(widgets_[jobs_[i].widget], form);
    }
  }
  return {};
}

Result<Bytes> Filler::write() {
  auto form = pdf_.getRoot().getKey("/AcroForm");
  if (form.isDictionary()) {
    form.removeKey("/NeedAppearances");
  }
  if (filling_.flatten) {
    QPDFPageDocumentHelper(pdf_).flattenAnnotations();
    pdf_.getRoot().removeKey("/AcroForm");
  }
  QPDFWriter writer(pdf_);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return Bytes(buffer->getBuffer(), buffer->getBuffer() + buffer->getSize());
}

Result<Bytes> Filler::fill() {
  if (const auto opened = open_pdf(pdf_, filling_.pdf, Purpose::fill); !opened) {
    return fail(opened.error());
  }
  Result<Bytes> written;
  const auto done = guarded(filling_.pdf.name, [&]() -> Status {
    if (auto planned = plan(); !planned) {
      return planned;
    }
    if (auto put = put_stamps(); !put) {
      return put;
    }
    written = write();
    return {};
  });
  return done ? written : fail(done.error());
}

}  // namespace

Result<Bytes> fill_template(const Filling& filling) { return Filler(filling).fill(); }

}  // namespace dmp::form413
