#include "dmp/form413/detail/foreign_pdf.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <set>
#include <stdexcept>

namespace dmp::form413 {
namespace {

// Flags of fields (ISO 32000-1, 12.7.4).
constexpr int kReadOnly = 1 << 0;
constexpr int kMultiline = 1 << 12;
constexpr int kComb = 1 << 24;

/// Takes what a stream decodes to, and refuses what is too long.
class Limited final : public Pipeline {
 public:
  Limited(std::string& out, std::size_t limit)
      : Pipeline("limited", nullptr), out_(out), limit_(limit) {}
  void write(unsigned char const* data, std::size_t size) override {
    if (full_ || out_.size() + size > limit_) {
      full_ = true;
      throw std::length_error("stream too long");
    }
    out_.append(reinterpret_cast<const char*>(data), size);
  }
  void finish() override {}
  [[nodiscard]] bool full() const { return full_; }

 private:
  std::string& out_;
  std::size_t limit_;
  bool full_ = false;
};

Status refused(std::string_view id, const std::string& file) {
  return fail(ErrorKind::input, id, {arg("file", file)});
}

/// Whether a signature field has a signature in it. The tree of fields may be damaged: bounded.
bool is_signed(QPDFObjectHandle field, int depth, std::size_t& left) {
  if (depth > 32 || left == 0 || !field.isDictionary()) {
    return false;
  }
  --left;
  if (is_name(field.getKey("/FT"), "/Sig") && field.getKey("/V").isDictionary()) {
    return true;
  }
  auto kids = field.getKey("/Kids");
  for (int i = 0; kids.isArray() && i < kids.getArrayNItems(); ++i) {
    if (is_signed(kids.getArrayItem(i), depth + 1, left)) {
      return true;
    }
  }
  return false;
}

Status check_kind(QPDF& pdf, const ForeignPdf& source, Purpose purpose) {
  if (pdf.isEncrypted()) {
    return refused("FORM-PDF-ENCRYPTED", source.name);
  }
  auto form = pdf.getRoot().getKey("/AcroForm");
  if (!form.isDictionary()) {
    return {};
  }
  if (form.hasKey("/XFA")) {
    return refused("FORM-PDF-XFA", source.name);
  }
  auto fields = form.getKey("/Fields");
  auto left = source.limits.fields;
  for (int i = 0; purpose == Purpose::fill && fields.isArray() && i < fields.getArrayNItems();
       ++i) {
    if (is_signed(fields.getArrayItem(i), 0, left)) {
      return refused("FORM-PDF-SIGNED", source.name);
    }
  }
  return {};
}

std::string kind_of(QPDFFormFieldObjectHelper& field) {
  if (field.isCheckbox() || field.isRadioButton()) {
    return "tick";
  }
  if (field.isChoice()) {
    return "choice";
  }
  if (!field.isText()) {
    return "other";
  }
  const auto flags = field.getFlags();
  return (flags & kComb) != 0 ? "comb" : (flags & kMultiline) != 0 ? "multiline" : "text";
}

/// The name of the state that ticks a box; "/Yes" where it has no appearance yet.
std::string on_state(QPDFObjectHandle annotation) {
  auto normal = annotation.getKey("/AP").isDictionary() ? annotation.getKey("/AP").getKey("/N")
                                                        : QPDFObjectHandle::newNull();
  if (normal.isDictionary()) {
    for (const auto& key : normal.getKeys()) {
      if (key != "/Off") {
        return key.substr(1);
      }
    }
  }
  return "Yes";
}

std::vector<std::string> choices_of(QPDFObjectHandle options) {
  std::vector<std::string> choices;
  for (int i = 0; options.isArray() && i < options.getArrayNItems() && i < 1000; ++i) {
    auto one = options.getArrayItem(i);
    if (one.isArray() && one.getArrayNItems() > 0) {
      one = one.getArrayItem(0);
    }
    choices.push_back(one.isString() ? one.getUTF8Value() : std::string());
  }
  return choices;
}

void place(PdfField& told, QPDFObjectHandle rectangle, const PageFrame& frame) {
  if (!rectangle.isArray() || rectangle.getArrayNItems() != 4) {
    return;
  }
  double corner[4];
  for (int i = 0; i < 4; ++i) {
    corner[i] = number_of(rectangle.getArrayItem(i));
  }
  told.x = std::min(corner[0], corner[2]) - frame.left;
  told.y = frame.bottom + frame.height - std::max(corner[1], corner[3]);
  told.width = std::abs(corner[2] - corner[0]);
  told.height = std::abs(corner[3] - corner[1]);
}

std::string text_value(QPDFObjectHandle value) {
  return value.isString() ? value.getUTF8Value()
         : value.isName() ? value.getName().substr(1)
                          : std::string();
}

PdfField field_of(QPDFAnnotationObjectHelper& annotation, QPDFFormFieldObjectHelper field, int page,
                  const PageFrame& frame) {
  PdfField told;
  told.name = field.getFullyQualifiedName();
  told.page = page;
  place(told, annotation.getObjectHandle().getKey("/Rect"), frame);
  told.kind = kind_of(field);
  const auto limit = field.getInheritableFieldValue("/MaxLen");
  told.cells = static_cast<int>(std::clamp(number_of(limit), 0.0, 10'000.0));
  told.read_only = (field.getFlags() & kReadOnly) != 0;
  told.value = text_value(field.getValue());
  if (told.kind == "tick") {
    told.state = on_state(annotation.getObjectHandle());
    const bool on = is_name(annotation.getObjectHandle().getKey("/AS"), "/" + told.state);
    told.value = on || told.value == told.state ? "true" : "false";
  }
  told.choices = choices_of(field.getInheritableFieldValue("/Opt"));
  told.label = text_value(field.getInheritableFieldValue("/TU"));
  return told;
}

}  // namespace

Status guarded(const std::string& file, const std::function<Status()>& work) {
  try {
    return work();
  } catch (const QPDFExc& fault) {
    const bool locked = fault.getErrorCode() == qpdf_e_password;
    return fail(
        ErrorKind::input, locked ? "FORM-PDF-ENCRYPTED" : "FORM-PDF-DAMAGED", {arg("file", file)},
        locked ? std::vector<std::string>{} : std::vector<std::string>{fault.getMessageDetail()});
  } catch (const std::exception& fault) {
    return fail(ErrorKind::input, "FORM-PDF-DAMAGED", {arg("file", file)}, {fault.what()});
  }
}

Status open_pdf(QPDF& pdf, const ForeignPdf& source, Purpose purpose) {
  if (source.content.size() > source.limits.bytes) {
    return fail(ErrorKind::input, "FORM-PDF-TOO-LARGE",
                {arg("file", source.name), arg("limit", source.limits.bytes)});
  }
  return guarded(source.name, [&]() -> Status {
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    pdf.processMemoryFile(source.name.c_str(), reinterpret_cast<const char*>(source.content.data()),
                          source.content.size());
    if (auto kind = check_kind(pdf, source, purpose); !kind) {
      return kind;
    }
    if (pdf.getAllPages().empty() || pdf.getAllPages().size() > source.limits.pages) {
      throw std::length_error("number of pages");
    }
    return {};
  });
}

bool is_name(QPDFObjectHandle object, const std::string& name) {
  return object.isName() && object.getName() == name;
}

double number_of(QPDFObjectHandle object) {
  const double value = object.isNumber() ? object.getNumericValue() : 0;
  return std::clamp(value, -1e6, 1e6);
}

PageFrame frame_of(QPDFPageObjectHelper page) {
  auto box = page.getCropBox(false);
  PdfField whole;
  place(whole, box, {});
  return {whole.x, -whole.y - whole.height, whole.width, whole.height};
}

std::string data_of(QPDFObjectHandle stream, std::size_t limit) {
  std::string out;
  Limited sink(out, limit);
  const bool done = stream.pipeStreamData(&sink, 0, qpdf_dl_generalized, true);
  if (sink.full()) {
    throw std::length_error("stream too long");
  }
  return done ? out : std::string();
}

std::vector<Widget> widgets_of(QPDF& pdf, const PdfLimits& limits) {
  std::vector<Widget> widgets;
  QPDFAcroFormDocumentHelper form(pdf);
  if (!form.hasAcroForm()) {
    return widgets;
  }
  int number = 0;
  for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    ++number;
    const auto frame = frame_of(page);
    const auto first = static_cast<std::ptrdiff_t>(widgets.size());
    for (auto& annotation : form.getWidgetAnnotationsForPage(page)) {
      auto field = form.getFieldForAnnotation(annotation);
      if (field.isNull() || field.isPushbutton()) {
        continue;
      }
      widgets.push_back({annotation.getObjectHandle(), field.getObjectHandle(),
                         field_of(annotation, field, number, frame)});
      if (widgets.size() > limits.fields) {
        throw std::length_error("number of fields");
      }
    }
    std::ranges::stable_sort(widgets.begin() + first, widgets.end(), {}, [](const Widget& one) {
      return std::pair(std::round(one.told.y + one.told.height / 2), one.told.x);
    });
  }
  return widgets;
}

}  // namespace dmp::form413
