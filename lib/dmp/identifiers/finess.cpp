#include "dmp/identifiers/finess.hpp"
