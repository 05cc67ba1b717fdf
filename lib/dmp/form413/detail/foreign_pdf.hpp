#pragma once

#include <cstddef>
#include <functional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/form413/template.hpp"

namespace dmp::form413 {

/// Purpose says what a PDF of somebody else is opened for: a signed one may be read, not filled.
enum class Purpose { list, fill, read };

/// guarded runs work over qpdf and turns what it throws into FORM-PDF-DAMAGED (input) with `file`.
Status guarded(const std::string& file, const std::function<Status()>& work);

/// open_pdf reads a document into `pdf`; it never repairs one. Error ids (input):
/// FORM-PDF-TOO-LARGE, FORM-PDF-DAMAGED, FORM-PDF-ENCRYPTED, FORM-PDF-XFA, FORM-PDF-SIGNED.
Status open_pdf(QPDF& pdf, const ForeignPdf& source, Purpose purpose);

/// Frame of a page: its crop box.
struct PageFrame {
  double left = 0;
  double bottom = 0;
  double width = 0;
  double height = 0;
};
PageFrame frame_of(QPDFPageObjectHelper page);

/// number_of is a number of a document, 0 for anything else.
double number_of(QPDFObjectHandle object);

/// is_name tells whether an object is that name ("/Form").
bool is_name(QPDFObjectHandle object, const std::string& name);

/// data_of decodes a stream, up to `limit` bytes; it throws past that.
std::string data_of(QPDFObjectHandle stream, std::size_t limit);

/// Widget is one place on a page where a field shows.
struct Widget {
  QPDFObjectHandle annotation;
  QPDFObjectHandle field;
  PdfField told;
};

/// widgets_of lists the fields of a form in the order of pages, top to bottom, without labels.
std::vector<Widget> widgets_of(QPDF& pdf, const PdfLimits& limits);

}  // namespace dmp::form413
