#include "dmp/pdf/component.hpp"

#include <cairo.h>
#include <pango/pango.h>
#include <qpdf/qpdf-c.h>

namespace dmp::pdf {

std::vector<Component> components() {
  return {{"cairo", cairo_version_string()},
          {"pango", pango_version_string()},
          {"qpdf", qpdf_get_qpdf_version()}};
}

}  // namespace dmp::pdf
