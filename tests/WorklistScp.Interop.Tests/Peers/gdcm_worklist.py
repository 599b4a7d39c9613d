"""Queries a worklist with GDCM's library and prints what it receives: HOST PORT CALLED-AE-TITLE.

gdcmscu cannot: in GDCM 3.0.21 its option --worklist is read, but a patient or study root query is sent all the same.
The responses are those of GDCM's own trace, because Debian's GDCM crashes when an association is released, after
wlmscpfs too, and so never hands them over.
"""

import sys

import gdcm


def key(group, element, vr):
    result = gdcm.DataElement(gdcm.Tag(group, element))
    result.SetVR(gdcm.VR(vr))
    result.SetByteValue("", gdcm.VL(0))
    return result


host, port, called = sys.argv[1], int(sys.argv[2]), sys.argv[3]
keys = gdcm.DataSet()
keys.Insert(key(0x0010, 0x0010, gdcm.VR.PN))
keys.Insert(key(0x0010, 0x0020, gdcm.VR.LO))
functions = gdcm.CompositeNetworkFunctions
query = functions.ConstructQuery(gdcm.ePatientRootType, gdcm.ePatient, keys, gdcm.eWLMFind)
gdcm.Trace.DebugOn()
functions.CFind(host, port, query, gdcm.DataSetArrayType(), "GDCM", called)
